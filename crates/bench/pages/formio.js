// A page of Form.io with thirty number fields.
import "@formio/js/dist/formio.form.min.css";
import { Formio } from "@formio/js";

const components = Array.from({ length: 30 }, (_, field) => ({
  type: "number",
  key: `field${field}`,
  label: `Field ${field}`,
  input: true,
}));
await Formio.createForm(document.getElementById("form"), { components });
