// How fast the app answers under load: `TWOSOURCE=… node e2e/load.mjs ARCHIVE SECONDS [READERS]`.
//
// The archive is served by a process of its own. Each reader asks for a story every half second, as a person who leafs quickly
// does; meanwhile one writer adds a report again and again. Told are the times to the whole answer of story pages, first of a
// single reader who asks for stories that nobody asked for before, then under load, and the memory of the app.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [archive, seconds = "60", readers = "200"] = process.argv.slice(2);
const program = process.env.TWOSOURCE || "target/release/twosource";
const app = spawn(program, ["serve", "--archive", archive, "--listen", "127.0.0.1:0", "-q"], { stdio: ["ignore", "pipe", "inherit"] });
const home = await new Promise((found) => app.stdout.once("data", (line) => found(line.toString().trim())));
const agent = new http.Agent({ keepAlive: true, maxSockets: 400 });

const get = (path) =>
  new Promise((done) => {
    const begun = performance.now();
    const request = http.get(new URL(path, home), { agent }, (answer) => {
      let bytes = 0;
      let text = "";
      answer.on("data", (part) => {
        bytes += part.length;
        if (path.startsWith("/api/")) text += part;
      });
      answer.on("end", () => done({ ms: performance.now() - begun, status: answer.statusCode, bytes, text }));
    });
    request.on("error", (error) => done({ ms: performance.now() - begun, status: 0, text: String(error) }));
  });
const part = (all, share) => all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))]?.toFixed(0);
const told = (all) => `${all.length} answers, p50 ${part(all, 0.5)} ms, p95 ${part(all, 0.95)} ms, p99 ${part(all, 0.99)} ms, longest ${part(all, 1)} ms`;
const memory = () => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, "utf8"))[1] / 1024;

const first = await get("/");
const list = JSON.parse((await get("/api/v1/stories?limit=100")).text);
const several = list.stories.filter((story) => story.sources.reports > 1);
const ids = (several.length > 20 ? several : list.stories).map((story) => encodeURIComponent(story.id));
console.log(`the list of ${list.total} stories when first asked for: ${first.ms.toFixed(0)} ms`);
const alone = [];
for (const id of ids) alone.push((await get(`/stories/${id}`)).ms);
console.log(`a story when first asked for, by one reader: ${told(alone)}`);
console.log(`memory before: ${memory().toFixed(0)} MB`);

const kilns = async () => JSON.parse((await get("/api/v1/search?q=kiln")).text).total;
const before = await kilns();
const folder = mkdtempSync(join(tmpdir(), "load-"));
const until = performance.now() + Number(seconds) * 1000;
const times = [];
let wrong = 0;
let added = 0;
const reader = async (n) => {
  await new Promise((wake) => setTimeout(wake, (500 * n) / Number(readers)));
  for (let i = 0; performance.now() < until; i += 1) {
    const begun = performance.now();
    const answer = await get(`/stories/${ids[(n * 7 + i * 13) % ids.length]}`);
    times.push(answer.ms);
    // A story that the writer changed may lead on to another.
    if (answer.status !== 200 && answer.status !== 303) wrong += 1;
    await new Promise((wake) => setTimeout(wake, Math.max(0, 500 - (performance.now() - begun))));
  }
};
const writer = async () => {
  for (let i = 0; performance.now() < until; i += 1) {
    const path = join(folder, `${i}.txt`);
    // Another run's are other reports.
    writeFileSync(path, `Kiln ${i} shut\n\nORREL, 5 March 2032 – Inspectors shut kiln ${i} in Orrel on Friday after ${i + 3} complaints (${folder}).\n`);
    const adding = spawn(program, ["add", path, "--archive", archive, "-q", "--threads", "1"], { stdio: "ignore" });
    added += (await new Promise((ended) => adding.once("exit", ended))) === 0 ? 1 : 0;
    await new Promise((wake) => setTimeout(wake, 1000));
  }
};
await Promise.all([writer(), ...Array.from({ length: Number(readers) }, (_, n) => reader(n))]);
console.log(`${readers} readers and one writer for ${seconds} s: ${told(times)}, ${wrong} wrong; ${added} reports added`);
const kept = await kilns();
console.log(`of the reports added ${kept - before} are found; memory after: ${memory().toFixed(0)} MB`);
app.kill();
rmSync(folder, { recursive: true, force: true });
agent.destroy();
// How fast it was is for a person to judge, who knows the machine; that nothing is wrong and nothing lost holds on any.
const lost = added - (kept - before);
if (wrong || lost > 0 || times.length === 0) console.error(`${wrong} answers wrong, ${lost} reports lost, ${times.length} answers`);
process.exit(wrong || lost > 0 || times.length === 0 ? 1 : 0);
