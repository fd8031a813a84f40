import { expect, test } from "vitest";
import { banner, sourceFile, underBanner } from "./source-file.ts";

test("a source file has its banner first, and its sections apart", () => {
  expect(sourceFile("spec/main.tsp", "const a = 1;", "", "const b = 2;")).toBe(
    `${banner("spec/main.tsp")}\nconst a = 1;\n\nconst b = 2;\n`,
  );
});

test("what the library has written comes under the same banner", () => {
  expect(underBanner("spec/main.tsp", "const a = 1;\n")).toBe(sourceFile("spec/main.tsp", "const a = 1;"));
});
