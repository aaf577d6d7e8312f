// The web app as a reader uses it, in Debian's Chromium: a story read, a citation followed to its exact words, two reports
// compared, a search narrowed, dark colours, a phone, the keyboard alone, and no serious fault for who can't see the screen.
//
// TWOSOURCE names the program, CHROMIUM the browser. Pictures of every page are left in target/e2e.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const program = process.env.TWOSOURCE || join(target, "release/twosource");
const browserAt = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const pictures = join(target, "e2e");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

if (!browserAt || !existsSync(program)) {
  console.log(`not checked: ${browserAt ? program : "Chromium"} is not there`);
  process.exit(0);
}

let app, browser, home;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  app = spawn(program, ["serve", join(root, "examples"), "--listen", "127.0.0.1:0", "-q", "--edit"], { stdio: ["ignore", "pipe", "ignore"] });
  home = await new Promise((found, failed) => {
    app.stdout.once("data", (line) => found(line.toString().trim()));
    app.once("exit", () => failed(new Error("the app ended before it was up")));
  });
  browser = await chromium.launch({ executablePath: browserAt, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  app?.kill();
});

// A new page; whatever it does wrong is a fault of the test that uses it.
const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("request", (request) => request.url().startsWith(home) || page.faults.push(`asked ${request.url()}`));
  return page;
};

const close = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
};

const story = (page) => page.getByRole("link", { name: /Cold store fire/ }).first();

// A click is over when the browser sets out; what follows needs the page that it leads to.
const follow = async (page, link) => {
  const from = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== from);
};

const inView = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
  });

test("the first page tells what is confirmed and what conflicts", async () => {
  const page = await open();
  await page.goto(home);
  await page.getByRole("heading", { level: 1, name: "Stories" }).waitFor();
  const row = page.locator(".row", { has: page.getByText(/Cold store fire/) });
  assert.match(await row.innerText(), /4\s+●\s*independent/);
  assert.match(await row.innerText(), /in conflict/);
  assert.match(await row.innerText(), /31 or 38/);
  await page.screenshot({ path: join(pictures, "stories.png") });
  await close(page);
});

test("a citation leads to its exact words, marked and in view", async () => {
  const page = await open();
  await page.goto(home);
  await follow(page, story(page));
  await page.getByRole("heading", { name: "The brief" }).waitFor();
  await page.screenshot({ path: join(pictures, "story.png"), fullPage: true });
  const cite = page.locator(".figure .cite").first();
  const words = await cite.evaluate((link) => link.closest(".value").querySelector(".words").textContent);
  await cite.click();
  await page.locator("mark.lit").first().waitFor();
  const lit = (await page.locator("mark.lit").allInnerTexts()).join("");
  const [start, end] = new URL(page.url()).searchParams.get("at").split("-").map(Number);
  const text = await (await page.request.get(new URL(page.url()).pathname.replace("/reports/", "/api/v1/reports/").replace(/^/, home.slice(0, -1)) + "/text")).body();
  assert.equal(lit.replace(/\s+/g, " "), text.subarray(start, end).toString().replace(/\s+/g, " "));
  assert.ok(lit.includes(words.replace(/[“”]/g, "").trim()) || words.includes(lit.slice(0, 12)), `${lit} / ${words}`);
  assert.ok(await inView(page, "mark.lit"));
  await page.screenshot({ path: join(pictures, "report.png") });
  // Without the query the passage is asked for by script.
  const address = new URL(page.url());
  const id = address.hash;
  address.search = "";
  await page.goto("about:blank");
  page.faults.length = 0;
  await page.goto(address.href);
  await page.locator(`${id}`).first().waitFor();
  assert.ok(await inView(page, id));
  await close(page);
});

test("what is shown on the text is the reader's choice", async () => {
  const page = await open();
  await page.goto(home);
  await follow(page, story(page));
  await follow(page, page.locator(".sources a").first());
  const name = page.locator(".text .name.person").first();
  const underlined = () => name.evaluate((e) => getComputedStyle(e).borderBottomStyle);
  assert.equal(await underlined(), "solid");
  await page.getByLabel("names").uncheck();
  assert.equal(await underlined(), "none");
  await name.click();
  await page.locator(".spoken").first().waitFor();
  await page.screenshot({ path: join(pictures, "person.png"), fullPage: true });
  await close(page);
});

test("two reports are set side by side", async () => {
  const page = await open();
  await page.goto(home);
  await follow(page, story(page));
  await follow(page, page.getByRole("button", { name: "Compare" }));
  await page.locator("table.compare").waitFor();
  await page.screenshot({ path: join(pictures, "compare.png") });
  const a = await page.locator("th .letter").first().evaluate((e) => e.parentElement.textContent);
  await follow(page, page.getByRole("link", { name: "Swap the sides" }));
  const b = await page.locator("th .letter").nth(1).evaluate((e) => e.parentElement.textContent);
  assert.equal(a.replace("A", ""), b.replace("B", ""));
  await close(page);
});

test("a search marks its words and is narrowed", async () => {
  const page = await open();
  await page.goto(home);
  await page.getByRole("searchbox").fill('"cold store" fire');
  await page.keyboard.press("Enter");
  await page.locator(".hits mark").first().waitFor();
  const all = await page.locator(".hits > li").count();
  await page.screenshot({ path: join(pictures, "search.png") });
  await follow(page, page.locator(".side").getByRole("link", { name: "Tidewater Post" }));
  await page.locator(".chips").waitFor();
  assert.ok((await page.locator(".hits > li").count()) < all);
  await follow(page, page.getByRole("link", { name: "Without Tidewater Post" }));
  assert.equal(await page.locator(".hits > li").count(), all);
  await page.locator(".hits h2 a").first().click();
  await page.locator("mark.lit").first().waitFor();
  await close(page);
});

test("dark is kept from page to page", async () => {
  const page = await open({ colorScheme: "light" });
  await page.goto(home);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Dark colours" }).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await follow(page, story(page));
  assert.equal(await paper(), dark);
  await page.screenshot({ path: join(pictures, "dark.png") });
  await close(page);
});

test("a phone shows it all without scrolling sideways", async () => {
  const page = await open({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  await page.goto(home);
  assert.equal(await wide(), false, "stories");
  await page.screenshot({ path: join(pictures, "phone-stories.png") });
  await follow(page, story(page));
  assert.equal(await wide(), false, "story");
  await page.screenshot({ path: join(pictures, "phone-story.png"), fullPage: true });
  await follow(page, page.locator(".cite").first());
  await page.locator("mark.lit").first().waitFor();
  assert.equal(await wide(), false, "report");
  assert.ok(await inView(page, "mark.lit"));
  await page.screenshot({ path: join(pictures, "phone-report.png") });
  await follow(page, page.getByRole("button", { name: "Compare" }));
  await page.locator("table.compare").waitFor();
  assert.equal(await wide(), false, "compare");
  await page.screenshot({ path: join(pictures, "phone-compare.png") });
  await page.goto(`${home}search?q=fire`);
  assert.equal(await wide(), false, "search");
  await close(page);
});

test("the keyboard is enough", async () => {
  const page = await open();
  await page.goto(home);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("/");
  await page.keyboard.type("barrier");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=/);
  await page.goto(home);
  const wanted = () => page.evaluate(() => document.activeElement.matches("a") && /Cold store fire/.test(document.activeElement.textContent));
  for (let i = 0; i < 40 && !(await wanted()); i++) await page.keyboard.press("j");
  assert.ok(await wanted());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "The brief" }).waitFor();
  // From the top of the page by tabulator to the first citation, and through it.
  const cited = () => page.evaluate(() => document.activeElement.classList.contains("cite"));
  for (let i = 0; i < 60 && !(await cited()); i++) await page.keyboard.press("Tab");
  assert.ok(await cited());
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  await page.keyboard.press("Enter");
  await page.locator("mark.lit").first().waitFor();
  assert.ok(await inView(page, "mark.lit"));
  await close(page);
});

test("a speaker is put right, shown as the corrector's word, and that is undone", async () => {
  const page = await open();
  await page.goto(home);
  await follow(page, story(page));
  await follow(page, page.locator(".sources a").first());
  await page.getByRole("link", { name: /^not theirs/ }).first().click();
  await page.screenshot({ path: join(pictures, "correct.png") });
  await page.getByLabel("Why").fill("it is the mayor who speaks");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByRole("button", { name: "Put it right" }).click();
  await page.locator(".told").getByText("it is the mayor who speaks").waitFor();
  await page.getByRole("link", { name: "All that was put right" }).click();
  await page.getByText("Undo", { exact: true }).click();
  await page.getByLabel("Why").fill("it is not");
  await page.locator("details").getByLabel("Your name").fill("Bo");
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.getByText(/undone by Bo: it is not/).waitFor();
  await page.screenshot({ path: join(pictures, "corrections.png") });
  await close(page);
});

const goat = { name: "goat.txt", mimeType: "text/plain", text: "Goat wins prize\n\nORREL, 5 March 2031 – A goat called Bessie won the prize of the fair in Orrel on Wednesday.\n" };

test("files are dropped on the page, added, and the open list says so", async () => {
  const list = await open();
  await list.goto(home);
  const page = await open();
  await page.goto(`${home}add`);
  await page.getByLabel("Your name").fill("Ada");
  const dropped = await page.evaluateHandle(({ name, mimeType, text }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, { type: mimeType }));
    return transfer;
  }, goat);
  await page.dispatchEvent("#drop", "dragenter", { dataTransfer: dropped });
  assert.ok(await page.locator("#drop.over").count());
  await page.dispatchEvent("#drop", "drop", { dataTransfer: dropped });
  await page.getByText("1 report added, 1 story told anew").first().waitFor();
  await page.screenshot({ path: join(pictures, "add.png") });
  await list.getByText("1 new story.").waitFor();
  await list.screenshot({ path: join(pictures, "news.png") });
  await follow(page, page.getByRole("link", { name: "Goat wins prize" }));
  await page.getByText("Bessie").first().waitFor();
  await list.getByRole("link", { name: "Show them" }).click();
  await list.getByRole("link", { name: "Goat wins prize" }).waitFor();
  // The keyboard alone does it too; what is there already is not added twice.
  await page.goto(`${home}add`);
  await page.getByLabel("Your name").focus();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "files");
  await page.getByLabel("Files").setInputFiles([{ name: goat.name, mimeType: goat.mimeType, buffer: Buffer.from(goat.text) }]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("1 known already").first().waitFor();
  await close(page);
  await close(list);
});

test("a figure is shown over time", async () => {
  const page = await open();
  await page.goto(home);
  await follow(page, story(page));
  await follow(page, page.locator(".side a[href^='/figures']").first());
  await page.locator("svg.series circle").first().waitFor();
  await page.screenshot({ path: join(pictures, "figure.png"), fullPage: true });
  await follow(page, page.locator(".values td:nth-child(3) a").first());
  await page.locator("mark.lit").first().waitFor();
  assert.ok(await inView(page, "mark.lit"));
  await close(page);
});

test("the API is tried on its page", async () => {
  const page = await open();
  await page.goto(`${home}api`);
  const form = page.locator("form.operation", { has: page.getByText("/api/v1/stories", { exact: true }) });
  await form.getByRole("button", { name: "Ask" }).click();
  await form.getByText("200 OK").waitFor();
  assert.match(await form.locator("pre").innerText(), /"independent"/);
  await page.screenshot({ path: join(pictures, "api.png") });
  await close(page);
});

test("nothing serious stands in the way of assistive technology", async () => {
  for (const colorScheme of ["light", "dark"]) {
    // The pages' policy would not let the checker in.
    const page = await open({ colorScheme, bypassCSP: true });
    await page.goto(home);
    const addresses = [home, `${home}corrections`, `${home}add`, `${home}alerts`, `${home}log`, `${home}search?q=fire`, `${home}api`, `${home}nothing-here`];
    addresses.push(await story(page).evaluate((link) => link.href));
    await follow(page, story(page));
    for (const link of [".side a[href^='/figures']", ".cite", ".sources a", ".remark .item a"]) addresses.push(await page.locator(link).first().evaluate((a) => a.href));
    await follow(page, page.getByRole("button", { name: "Compare" }));
    addresses.push(page.url());
    for (const address of addresses) {
      await page.goto(address);
      await page.waitForLoadState("load");
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const grave = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
      const told = grave.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 4).map((n) => `${n.html}\n  ${n.failureSummary}`).join("\n  ")}`);
      assert.deepEqual(told, [], `${address} (${colorScheme})`);
    }
    page.faults = page.faults.filter((fault) => !fault.includes("404"));
    await close(page);
  }
});
