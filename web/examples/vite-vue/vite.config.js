import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const isCustomElement = (tag) => tag === "yuebao-report";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
  // Vite 预先打包依赖时会丢下旁边的 wasm 文件，开发服务器须按原样提供
  optimizeDeps: { exclude: ["yuebao-report"] },
});
