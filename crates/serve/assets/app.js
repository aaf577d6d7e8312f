// What makes the pages handier: nothing on them needs it. Plain JavaScript as it is served; no build step.

// Dark and light.
const button = document.getElementById("theme");
if (button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => {
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
  };
  button.hidden = false;
  label();
  system.addEventListener("change", label);
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch (_) {
      // Then it lasts as long as the page.
    }
    label();
  });
}

// A passage that is no sentence has no anchor of its own until it is asked for: ask for it.
const astray = () => {
  const bytes = /^#b(\d+)-(\d+)$/.exec(location.hash);
  if (!bytes || !document.querySelector("main.reader")) return;
  const at = `${bytes[1]}-${bytes[2]}`;
  const address = new URL(location.href);
  const mark = document.querySelector("mark.lit");
  if (document.getElementById(`b${at}`)) {
    // Another passage than the one that is lit.
    if (mark && address.searchParams.get("at") !== at) {
      document.querySelectorAll("mark.lit").forEach((piece) => piece.classList.remove("lit"));
    }
    return;
  }
  if (address.searchParams.get("at") === at) return;
  address.searchParams.set("at", at);
  location.replace(address);
};
addEventListener("hashchange", astray);
astray();

// "/" goes to the search, j and k along the stories, hits and sentences of a brief.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target instanceof Element && event.target.closest("input, select, textarea");
  if (field) return;
  if (event.key === "/") {
    const search = document.getElementById("q");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.key === "j" || event.key === "k") {
    const stops = [...document.querySelectorAll(".row h2 a, .row h3 a, .ones a, .hits h2 a, .brief li a.cite:first-of-type")];
    if (!stops.length) return;
    const here = stops.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(here + 1, stops.length - 1) : Math.max(here - 1, 0);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
  }
});

// The list of stories says when a run brings new ones. Only while it is seen: a browser gives a site few connections.
const news = document.getElementById("news");
if (news && "EventSource" in window) {
  let source;
  const found = new Map();
  const tell = () => {
    const fresh = [...found.values()].filter((kind) => kind === "new").length;
    const changed = found.size - fresh;
    const count = (n, words) => (n ? [`${n} ${words}`] : []);
    const words = [...count(fresh, fresh === 1 ? "new story" : "new stories"), ...count(changed, "changed")].join(", ");
    news.textContent = `${words || "The stories changed"}. `;
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = "Show them";
    news.append(link);
    news.hidden = false;
  };
  const listen = () => {
    source = new EventSource(`/api/v1/events?since=${news.dataset.run}`);
    source.addEventListener("stories", (event) => {
      const changes = JSON.parse(event.data);
      news.dataset.run = changes.run;
      for (const story of changes.changed) if (!found.has(story.id)) found.set(story.id, "changed");
      for (const story of changes.new) found.set(story.id, "new");
      for (const story of changes.ended) found.set(story.id, "changed");
      tell();
    });
  };
  const seen = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      listen();
    }
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", () => source?.close());
  seen();
}
