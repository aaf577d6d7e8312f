// The pictures of docs/handbook, taken from the app over examples/ in Chromium: `TWOSOURCE=… node e2e/pictures.mjs [FOLDER]`. Into
// another folder it checks that they can still be taken, each of those that the handbook has.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.TWOSOURCE || join(resolve(root, process.env.CARGO_TARGET_DIR || "target"), "release/twosource");
const browserAt = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const shown = join(root, "docs/handbook/pictures");
const pictures = process.argv[2] ? resolve(process.argv[2]) : shown;
mkdirSync(pictures, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), "handbook-"));
const archive = join(folder, "desk");
const taken = [];
const twosource = (...args) => {
  try {
    return execFileSync(program, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    // Something was left out: the examples hold files that can't be read, to show that.
    if (error.status !== 1) throw error;
    return error.stdout;
  }
};
const alerts = join(folder, "alerts.toml");
writeFileSync(alerts, '[[alert]]\nname = "dams"\nwords = "dam"\non = ["story", "sources", "conflict", "figure", "corrected"]\n\n[[alert]]\nname = "Tolland speaks"\nperson = "Ines Tolland"\non = ["quoted"]\n');
twosource("add", "examples/harbour-fire", "examples/lock-gate", "examples/talks", "examples/election-count", "--archive", archive, "--who", "ann", "-q");
twosource("alert", alerts, "--archive", archive, "--once");
twosource("add", "examples/dam-leak", "--archive", archive, "--who", "ann", "-q");
twosource("alert", alerts, "--archive", archive, "--once");

const app = spawn(program, ["serve", "--archive", archive, "--edit", "--who", "ann", "--listen", "127.0.0.1:0", "-q"], { stdio: ["ignore", "pipe", "inherit"] });
const home = await new Promise((found) => app.stdout.once("data", (line) => found(line.toString().trim())));
const browser = await chromium.launch({ executablePath: browserAt, args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 }, colorScheme: "light" });
  const page = await context.newPage();
  const take = async (name) => {
    const path = join(pictures, `${name}.png`);
    await page.screenshot({ path });
    taken.push(`${name}.png`);
    console.log(`${name}.png ${statSync(path).size}`);
  };
  await page.goto(home);
  await take("stories");
  const story = await page.getByRole("link", { name: /Cold store fire/ }).first().evaluate((link) => link.href);
  await page.goto(story);
  await take("story");
  const figure = await page.locator(".side a[href^='/figures']").first().evaluate((link) => link.href);
  await page.goto(await page.locator(".sources a").first().evaluate((link) => link.href));
  await page.getByRole("link", { name: /^not theirs/ }).first().click();
  await page.waitForURL(/correct/);
  await page.getByLabel("Why").fill("it is the mayor who speaks");
  await take("correct");
  await page.goto(figure);
  await take("figure");
  await page.goto(`${home}search?q=%22cold+store%22`);
  await take("search");
  await page.goto(`${home}alerts`);
  await take("alerts");
  await page.goto(`${home}add`);
  await page.getByLabel("Files").setInputFiles([
    { name: "goat.txt", mimeType: "text/plain", buffer: Buffer.from("Goat wins prize\n\nORREL, 5 March 2031 – A goat called Bessie won the prize of the fair in Orrel on Wednesday.\n") },
  ]);
  await page.getByRole("button", { name: "Add them" }).click();
  await page.getByRole("link", { name: /Goat wins prize/ }).waitFor();
  await take("add");
  const missing = readdirSync(shown).filter((name) => !taken.includes(name));
  if (missing.length) throw new Error(`not taken: ${missing}`);
} finally {
  await browser.close();
  app.kill();
  await new Promise((ended) => app.once("exit", ended));
  rmSync(folder, { recursive: true, force: true });
}
