import { expect, test } from "vitest";
import { coversNamespace } from "./namespaces.ts";

test.each([
  ["tenant:acme", "tenant:acme", true],
  ["tenant:acme", "tenant:acme/settings", true],
  ["tenant:acme", "tenant:acme/settings/ui", true],
  ["tenant:acme", "tenant:acme2", false],
  ["tenant:acme", "tenant:acme2/settings", false],
  ["tenant:acme/set", "tenant:acme/settings", false],
  ["tenant:acme/settings", "tenant:acme", false],
  ["tenant:acme", "tenant:ACME", false],
  ["acme", "tenant/acme", false],
])("%s covers %s: %s", (prefix, namespace, covered) => {
  expect(coversNamespace(prefix, namespace)).toBe(covered);
});
