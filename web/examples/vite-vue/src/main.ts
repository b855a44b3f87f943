import { createApp } from "vue";
import { ElButton, ElDialog, ElTabPane, ElTabs } from "element-plus";
import "element-plus/dist/index.css";

import Portal from "./Portal.vue";
import "yuebao-report";

const app = createApp(Portal);
for (const part of [ElButton, ElDialog, ElTabPane, ElTabs]) app.component(part.name!, part);
app.mount("#app");
