import { expect, test } from "vitest";
import type { AgentConfig } from "../../generated/gateway/types.ts";
import { AgentCatalogue } from "./catalogue.ts";

const entry = (fields: Partial<AgentConfig> = {}): AgentConfig => ({ runtime: "demo", script: "echo", ...fields }) as AgentConfig;

test("the coding agent is the default as long as no entry is marked", () => {
  expect(new AgentCatalogue().defaultType()).toBe("coding-agent");
  expect(new AgentCatalogue({ aardvark: entry({ default: false }) }).defaultType()).toBe("coding-agent");
});

test("of the entries that are marked the first one is the default, in the order of the file", () => {
  const marked = { zebra: entry({ default: true }), aardvark: entry({ default: true }), other: entry() };
  expect(new AgentCatalogue(marked).defaultType()).toBe("zebra");
});

test("an entry that replaces a built-in one may be the default", () => {
  expect(new AgentCatalogue({ echo: entry({ default: true, title: "Mine" }) }).defaultType()).toBe("echo");
});

test("the default is always an agent that there is", () => {
  const catalogue = new AgentCatalogue({ mine: entry({ default: true }) });
  expect(catalogue.list().map(({ agentType }) => agentType)).toContain(catalogue.defaultType());
});
