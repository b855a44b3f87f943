// The page for IT staff, /embedding: the two lines with the address by which this server was reached.

const server = new URL(".", location.href).href.replace(/\/$/, "");
const lines = /** @type {HTMLElement} */ (document.querySelector("#lines"));
lines.textContent =
  `<yuebao-report server="${server}"></yuebao-report>\n<script type="module" src="${server}/yuebao.js"></script>`;
