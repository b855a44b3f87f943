// A page of SurveyJS with thirty number fields.
import "survey-core/survey-core.min.css";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";

const elements = Array.from({ length: 30 }, (_, field) => ({
  type: "text",
  inputType: "number",
  name: `field${field}`,
  title: `Field ${field}`,
}));
renderSurvey(new Model({ elements }), document.getElementById("form"));
