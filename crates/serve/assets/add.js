// Files dropped on the page, and how their sending and adding goes on. Without this the form sends them all the same.

const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const chosen = document.getElementById("chosen");
const going = document.getElementById("going");
const what = document.getElementById("what");
const progress = document.getElementById("progress");
const said = document.getElementById("said");

const size = (bytes) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
const named = () => {
  const all = [...files.files];
  const bytes = all.reduce((sum, file) => sum + file.size, 0);
  chosen.textContent = all.length ? `${all.length === 1 ? all[0].name : `${all.length} files`}, ${size(bytes)}` : "or drop them here";
};
files.addEventListener("change", named);

// Anywhere on the page; the box shows that it would be taken.
let depth = 0;
const holds = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
addEventListener("dragenter", (event) => {
  if (!holds(event)) return;
  depth += 1;
  drop.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!holds(event)) return;
  depth = Math.max(0, depth - 1);
  if (!depth) drop.classList.remove("over");
});
addEventListener("dragover", (event) => holds(event) && event.preventDefault());
addEventListener("drop", (event) => {
  if (!holds(event)) return;
  event.preventDefault();
  depth = 0;
  drop.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  files.files = event.dataTransfer.files;
  named();
  // Sent at once where a name stands there already; else the field that lacks it is shown.
  form.requestSubmit();
});

const say = (words) => {
  said.textContent = words;
};

const add = (parent, kind, text, href) => {
  const element = document.createElement(kind);
  element.textContent = text;
  if (href) element.href = href;
  parent.append(element);
  return element;
};

const shown = (id, state) => {
  const item = document.createElement("li");
  item.id = `upload-${id}`;
  add(add(item, "p", ""), "b", state.told);
  if (state.stories.length) {
    const list = add(item, "ul", "");
    list.className = "ones";
    for (const [href, title] of state.stories) add(add(list, "li", ""), "a", title, href);
  }
  for (const why of state.left_out) add(item, "p", why).className = "meta warning";
  document.getElementById("list").prepend(item);
  document.getElementById("done").hidden = false;
};

// Asks how the adding stands until it is done.
const follow = async (id) => {
  for (;;) {
    const answer = await fetch(`/add/${id}`, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`the app answers ${answer.status}`);
    const state = await answer.json();
    if (state.done) {
      going.hidden = true;
      say(state.told);
      shown(id, state);
      return;
    }
    what.textContent = `Adding: ${state.told}`;
    progress.removeAttribute("value");
    await new Promise((wake) => setTimeout(wake, 500));
  }
};

const failed = (why) => {
  going.hidden = true;
  say(why);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.open("POST", "/add");
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (sent) => {
    if (!sent.lengthComputable) return;
    progress.value = Math.floor((100 * sent.loaded) / sent.total);
    what.textContent = `Sending: ${size(sent.loaded)} of ${size(sent.total)}`;
  });
  request.addEventListener("error", () => failed("The files could not be sent. Is the app still running?"));
  request.addEventListener("load", () => {
    if (request.status !== 202) {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      failed(page.querySelector("main p")?.textContent || `The app answers ${request.status}.`);
      return;
    }
    form.reset();
    named();
    follow(JSON.parse(request.responseText).id).catch((error) => failed(`How it went on is not known: ${error.message}.`));
  });
  progress.value = 0;
  going.hidden = false;
  what.textContent = "Sending";
  say("");
  request.send(new FormData(form));
});
