// When a story page is first painted in Chromium: `TWOSOURCE=… node e2e/paint.mjs ARCHIVE [PAGES]`. Each page is one that nobody
// asked for before, in a browser that has the style and the scripts.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [archive, pages = "40"] = process.argv.slice(2);
const program = process.env.TWOSOURCE || "target/release/twosource";
const browserAt = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const app = spawn(program, ["serve", "--archive", archive, "--listen", "127.0.0.1:0", "-q"], { stdio: ["ignore", "pipe", "inherit"] });
const home = await new Promise((found) => app.stdout.once("data", (line) => found(line.toString().trim())));
const browser = await chromium.launch({ executablePath: browserAt, args: ["--no-sandbox"] });
try {
  const page = await (await browser.newContext()).newPage();
  await page.goto(home);
  const list = await (await page.request.get(`${home}api/v1/stories?limit=100`)).json();
  const several = list.stories.filter((story) => story.sources.reports > 1);
  const stories = (several.length > 20 ? several : list.stories).slice(0, Number(pages));
  const times = [];
  for (const story of stories) {
    await page.goto(`${home}stories/${encodeURIComponent(story.id)}`);
    const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    await page.waitForFunction(painted);
    times.push(await page.evaluate(painted));
  }
  times.sort((a, b) => a - b);
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0);
  console.log(`${times.length} story pages of ${list.total} stories: first painted after p50 ${part(0.5)} ms, p95 ${part(0.95)} ms, longest ${part(1)} ms`);
} finally {
  await browser.close();
  app.kill();
}
