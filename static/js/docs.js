// The interactive documentation of the API. A classic script: Swagger UI's bundle puts its function on the window.
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null, // would ask a third party
});
