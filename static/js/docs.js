// The interactive documentation of the API. A classic script: Swagger UI's bundle puts its function on the window.
// What it says of the API has no landmark of its own, and its tags are headings of the third rank without one of the second.
const about = (Info, { React }) => (props) =>
  React.createElement("section", { "aria-label": "About the API" }, React.createElement(Info, props));
const calls = (Operations, { React }) => (props) =>
  React.createElement("section", null, React.createElement("h2", null, "Calls"), React.createElement(Operations, props));

window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: false, // its links stand inside of buttons, which no key and no reader gets through
  plugins: [{ wrapComponents: { InfoContainer: about, operations: calls } }],
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null, // would ask a third party
});
