//! What is inside, as `CycloneDX` 1.5: every crate that is compiled into the server and the widget,
//! as `cargo metadata` resolves them, with licence and checksum. By hand: cargo-cyclonedx does not know the
//! C library that is inside, and takes longer to compile than all of this program.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{sh, workspace::Workspace};

/// Writes the two lists into `folder`.
pub(super) fn write(workspace: &Workspace, host: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).context("Cargo.lock")?;
    let sums = checksums(&lock);
    [
        ("yuebao-server", host),
        ("yuebao-web", "wasm32-unknown-unknown"),
    ]
    .into_iter()
    .map(|(package, target)| {
        let metadata = workspace
            .cargo(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", target])
            .output()
            .context("cargo metadata")?;
        let metadata: Value = serde_json::from_slice(&metadata.stdout)
            .context("cargo metadata does not say what is inside")?;
        let bill = bill(&metadata, package, target, &sums)?;
        let path = folder.join(format!("{package}.cdx.json"));
        fs::write(&path, serde_json::to_string_pretty(&bill)? + "\n")?;
        Ok(path)
    })
    .collect()
}

fn bill(
    metadata: &Value,
    package: &str,
    target: &str,
    sums: &BTreeMap<(String, String), String>,
) -> Result<Value> {
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"])
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let root = packages.values().find(|known| known["name"] == package);
    let root = root.with_context(|| format!("there is no package {package}"))?;
    let graph: BTreeMap<&str, Vec<&str>> = list(&metadata["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, compiled_in(node))))
        .collect();
    let inside = reach(root["id"].as_str().unwrap_or_default(), &graph);
    let component = |id: &&str| component(packages.get(id).copied().unwrap_or(&Value::Null), sums);
    let mut components: Vec<Value> = inside.iter().map(component).collect();
    if target.ends_with("-gnu") {
        components.extend(glibc());
    }
    let dependencies: Vec<Value> = (inside.iter())
        .map(|id| {
            let on: Vec<String> = graph[id].iter().map(|id| purl(packages[id])).collect();
            json!({"ref": purl(packages[id]), "dependsOn": on})
        })
        .collect();
    Ok(json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "product", "name": package,
                "version": root["version"], "licenses": [{"expression": root["license"]}]},
            "properties": [{"name": "yuebao:target", "value": target}],
        },
        "components": components, "dependencies": dependencies,
    }))
}

/// Dependencies of the finished program: not what only tests and build scripts use.
fn compiled_in(node: &Value) -> Vec<&str> {
    list(&node["deps"])
        .filter(|dep| list(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()))
        .filter_map(|dep| dep["pkg"].as_str())
        .collect()
}

fn reach<'a>(root: &'a str, graph: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut inside = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        if inside.insert(id) {
            waiting.extend(graph.get(id).into_iter().flatten());
        }
    }
    inside
}

fn component(package: &Value, sums: &BTreeMap<(String, String), String>) -> Value {
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let mut component = json!({
        "type": "library", "bom-ref": purl(package), "name": package["name"],
        "version": package["version"], "purl": purl(package),
    });
    if let Some(licence) = package["license"].as_str() {
        // the older way to write “or”
        let expression = licence
            .split('/')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" OR ");
        component["licenses"] = json!([{"expression": expression}]);
    }
    if let Some(sum) = sums.get(&(text("name"), text("version"))) {
        component["hashes"] = json!([{"alg": "SHA-256", "content": sum}]);
    }
    component
}

fn purl(package: &Value) -> String {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    format!("pkg:cargo/{}@{}", text("name"), text("version"))
}

/// The C library, which is inside the server as well.
fn glibc() -> Option<Value> {
    let said = sh::probe("getconf", &["GNU_LIBC_VERSION"])?;
    let version = said.trim().strip_prefix("glibc ")?.to_owned();
    Some(json!({
        "type": "library", "bom-ref": format!("pkg:generic/glibc@{version}"), "name": "glibc",
        "version": version, "purl": format!("pkg:generic/glibc@{version}"),
        "licenses": [{"license": {"id": "LGPL-2.1-or-later"}}],
    }))
}

/// What `Cargo.lock` knows of each package's archive.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    lock.split("[[package]]")
        .filter_map(|part| {
            let value = |key: &str| {
                let line = part.lines().find_map(|line| line.strip_prefix(key))?;
                Some(line.trim_matches([' ', '=', '"']).to_owned())
            };
            Some((
                (value("name =")?, value("version =")?),
                value("checksum =")?,
            ))
        })
        .collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_compiled_in_is_listed_with_its_checksum() {
        let package = |name: &str| json!({"id": name, "name": name, "version": "1", "license": "MIT / Apache-2.0"});
        let dep = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let packages = ["app", "a", "b", "tests", "builds"].map(package);
        let metadata = json!({
            "packages": packages,
            "resolve": {"nodes": [
                {"id": "app", "deps": [dep("a", Value::Null), dep("tests", json!("dev")), dep("builds", json!("build"))]},
                {"id": "a", "deps": [dep("b", Value::Null)]},
                {"id": "b", "deps": []}, {"id": "tests", "deps": []}, {"id": "builds", "deps": []},
            ]},
        });
        let lock = "[[package]]\nname = \"b\"\nversion = \"1\"\nchecksum = \"5e\"\n";
        let bill = bill(&metadata, "app", "wasm32", &checksums(lock)).expect("it is whole");
        let names: Vec<&str> = list(&bill["components"])
            .filter_map(|component| component["name"].as_str())
            .collect();
        assert_eq!(names, ["a", "app", "b"]);
        assert_eq!(bill["components"][2]["hashes"][0]["content"], "5e");
        assert_eq!(
            bill["components"][0]["licenses"][0]["expression"],
            "MIT OR Apache-2.0"
        );
    }
}
