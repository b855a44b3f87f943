//! Entry of the wasm: defines the custom element.

fn main() {
    yuebao_web::element::define();
}
