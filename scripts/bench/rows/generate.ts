import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { percentile, report } from "../result.ts";

/* From the spec to every generated file, compared with those that are there. */

const ROUNDS = 5;
const MAIN = fileURLToPath(new URL("../../generate/main.ts", import.meta.url));

const times: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, "--check"], { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("The generated files do not match the spec.");
  times.push(performance.now() - began);
}
report({
  row: "npm run generate",
  figures: [{ name: "the whole spec", value: percentile(times, 0.5) / 1000, unit: "s", target: { at: "most", value: 10 } }],
});
