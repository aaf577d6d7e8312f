// Many small made reports, one JSON object a line, to fill an archive for measuring: `node e2e/many.mjs 100000 > many.jsonl`.
//
// Words are drawn from examples/ as often as they stand there. An event has words, names and a figure of its own, which a
// third of each of its reports consists of; a fifth of all reports are in events of 2 to 20 reports, of which some print
// another's text. The same number gives the same reports.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const size = Number(process.argv[2] || 1000);
const from = Number(process.argv[3] || 0);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "examples");

const files = (folder) =>
  readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : name.endsWith(".txt") ? [path] : [];
  });
const vocabulary = files(root).flatMap((path) => readFileSync(path, "utf8").match(/\b[a-z]{3,}\b/g) || []);

// Numbers that look like chance and are always the same (xorshift).
let state = 2463534242 + from;
const below = (n) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % n;
};
const pick = (list) => list[below(list.length)];
const syllables = "bar len mor tis qua rel son vik dor hal nim pol ras tun wes yor zan cle fro gri jas kem lud obe".split(" ");
const name = () => {
  const made = Array.from({ length: 2 + below(2) }, () => pick(syllables)).join("");
  return made[0].toUpperCase() + made.slice(1);
};

const event = () => ({
  words: Array.from({ length: 50 }, () => name().toLowerCase()),
  place: name(),
  person: `${name()} ${name()}`,
  count: 2 + below(60),
  day: below(336),
  title: Array.from({ length: 5 }, () => pick(vocabulary)),
});
const words = (of, n) => Array.from({ length: n }, () => (below(3) === 0 ? pick(of.words) : pick(vocabulary))).join(" ");
const sentence = (of) => {
  const text = words(of, 8 + below(10));
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
};
const report = (of, number) => {
  const day = of.day + below(3);
  const paragraphs = [
    `${of.place.toUpperCase()} – At least ${of.count + below(2)} people were injured in ${of.place} after the ${words(of, 6)}, officials said.`,
    `${sentence(of)} ${sentence(of)}`,
    `“${sentence(of)}” said ${of.person}, the mayor of ${of.place}.`,
    `${sentence(of)} ${sentence(of)} ${sentence(of)}`,
  ];
  return {
    id: `made-${from + number}`,
    outlet: `${name()} ${pick(["Herald", "Post", "Courier", "Echo", "Gazette"])}`,
    headline: `${of.place}: ${of.title.join(" ")}`,
    published: `2031-${String(1 + (Math.floor(day / 28) % 12)).padStart(2, "0")}-${String(1 + (day % 28)).padStart(2, "0")}`,
    text: paragraphs.join("\n\n"),
  };
};

for (let made = 0; made < size; ) {
  const of = event();
  const reports = below(45) === 0 ? 2 + below(19) : 1;
  let first;
  for (let i = 0; i < reports && made < size; i += 1, made += 1) {
    const one = report(of, made);
    if (first && below(4) === 0) one.text = first.text;
    first ||= one;
    process.stdout.write(`${JSON.stringify(one)}\n`);
  }
}
