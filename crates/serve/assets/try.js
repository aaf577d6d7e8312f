// Lists what the API can be asked, and asks it. What comes back is shown as text and never as markup.

const place = document.getElementById("operations");

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

// The description is Markdown; its words are shown without the marks.
const plain = (text) => (text || "").replaceAll("`", "");

// What changes something is told of, and not done by a click.
const change = (path, about) => {
  const told = element("section", "", { class: "operation" });
  const title = element("h2");
  title.append(element("code", `POST ${path}`));
  const named = (about.parameters || []).map((p) => p.name).join(", ");
  told.append(title, element("p", plain(about.summary)), element("p", `Parameters: ${named}. It is asked for by a program, not on this page.`, { class: "meta" }));
  return told;
};

const operation = (path, about, number) => {
  const form = element("form", "", { class: "operation" });
  const title = element("h2");
  title.append(element("code", path));
  form.append(title, element("p", plain(about.summary)));
  for (const parameter of about.parameters || []) {
    const id = `p${number}-${parameter.name}`;
    const label = element("label", parameter.name + (parameter.required ? " (needed)" : ""), { for: id });
    const field = element("input", "", { id, name: parameter.name, autocomplete: "off", "aria-describedby": `${id}-about` });
    field.dataset.in = parameter.in;
    if (parameter.required) field.required = true;
    form.append(label, field, element("p", plain(parameter.description), { class: "meta", id: `${id}-about` }));
  }
  const answer = element("pre", "", { tabindex: "0", hidden: "", "aria-label": `Answer of ${path}`, role: "region" });
  form.append(element("button", "Ask", { type: "submit" }), answer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let address = path;
    const query = new URLSearchParams();
    for (const field of form.querySelectorAll("input")) {
      if (field.dataset.in === "path") address = address.replace(`{${field.name}}`, encodeURIComponent(field.value));
      else if (field.value) query.set(field.name, field.value);
    }
    const asked = query.size ? `${address}?${query}` : address;
    answer.hidden = false;
    answer.textContent = `GET ${asked}\n…`;
    try {
      const response = await fetch(asked);
      let text = await response.text();
      if ((response.headers.get("content-type") || "").includes("json")) text = JSON.stringify(JSON.parse(text), null, 2);
      const most = 100000;
      const shown = text.length > most ? `${text.slice(0, most)}\n… ${text.length - most} characters more` : text;
      answer.textContent = `GET ${asked}\n${response.status} ${response.statusText}\n\n${shown}`;
    } catch (error) {
      answer.textContent = `GET ${asked}\n${error}`;
    }
  });
  return form;
};

const described = await (await fetch("/api/v1/openapi.json")).json();
let number = 0;
for (const [path, methods] of Object.entries(described.paths)) {
  // Events have no end that could be shown.
  const endless = methods.get?.responses?.["200"]?.content?.["text/event-stream"];
  if (methods.get && !endless) place.append(operation(path, methods.get, number++));
  if (methods.post) place.append(change(path, methods.post));
}
