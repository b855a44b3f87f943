import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Vite 预先打包依赖时会丢下旁边的 wasm 文件，开发服务器须按原样提供
  optimizeDeps: { exclude: ["yuebao-report"] },
});
