import { expect, test } from "vitest";
import type { PermissionRequested, QuestionRequested } from "../typescript/src/index.ts";
import { type Inquiry, inquiryOf, type Taken } from "./question.ts";

const common = { sessionId: "s", turnId: "t", seq: 1, ts: 1, requestId: "r" };
const permission: PermissionRequested = {
  ...common,
  type: "permission_requested",
  title: "Run it",
  options: [
    { optionId: "allow", name: "Run it", kind: "allow_once" },
    { optionId: "2", name: "Always", kind: "allow_always" },
    { optionId: "reject", name: "Do not", kind: "reject_once" },
  ],
};
const question = (fields?: Record<string, unknown>): QuestionRequested => ({
  ...common,
  type: "question_requested",
  question: "What?",
  ...(fields === undefined ? {} : { fields }),
});
const form = (properties: Record<string, unknown>, required: string[] = []) =>
  inquiryOf(question({ type: "object", properties, required }));

/** Types lines until the request is answered, or asked again. */
function typed(first: Inquiry, ...lines: string[]): Taken {
  let inquiry = first;
  let taken: Taken = { kind: "again", problem: "Nothing was typed." };
  for (const line of lines) {
    taken = inquiry.take(line);
    if (taken.kind === "next") inquiry = taken.inquiry;
  }
  return taken;
}

const answered = (answer: object) => ({ kind: "answer", answer });
const again = (problem: RegExp) => ({ kind: "again", problem: expect.stringMatching(problem) });

test.each([
  ["1", answered({ optionId: "allow" })],
  [" 3 ", answered({ optionId: "reject" })],
  ["2", answered({ optionId: "2" })],
  ["REJECT", answered({ optionId: "reject" })],
  ["always", answered({ optionId: "2" })],
  ["", answered({ dismissed: true })],
  ["0", again(/1 to 3/)],
  ["4", again(/1 to 3/)],
  ["maybe", again(/1 to 3/)],
])("to a permission %j is %j", (line, taken) => {
  expect(typed(inquiryOf(permission), line)).toEqual(taken);
});

test("a question with options is answered by one of them", () => {
  const asked = inquiryOf({ ...question(), options: [{ optionId: "a", name: "A" }] });
  expect(typed(asked, "1")).toEqual(answered({ optionId: "a" }));
  expect(typed(asked, "")).toEqual(answered({ dismissed: true }));
});

test.each([undefined, {}, { type: "object", properties: {} }])("a question with the fields %j takes any text", (fields) => {
  expect(typed(inquiryOf(question(fields)), "because")).toEqual(answered({ answers: { answer: "because" } }));
  expect(typed(inquiryOf(question(fields)), " ")).toEqual(answered({ dismissed: true }));
});

test.each<[string, Record<string, unknown>, string, unknown]>([
  ["a string", { type: "string" }, " text ", "text"],
  ["a string with a lower limit", { type: "string", minLength: 2 }, "😀", again(/2 characters or more/)],
  ["a string at its lower limit", { type: "string", minLength: 2 }, "ab", "ab"],
  ["a string at its upper limit", { type: "string", maxLength: 2 }, "😀😀", "😀😀"],
  ["a string with an upper limit", { type: "string", maxLength: 2 }, "abc", again(/2 characters or fewer/)],
  ["a number", { type: "number" }, "-1.5", -1.5],
  ["a number", { type: "number" }, "many", again(/a number/)],
  ["an integer", { type: "integer" }, "7", 7],
  ["an integer", { type: "integer" }, "7.5", again(/an integer/)],
  ["a number at its lower limit", { type: "integer", minimum: 3 }, "3", 3],
  ["a number with a lower limit", { type: "integer", minimum: 3 }, "2", again(/3 or more/)],
  ["a number at its upper limit", { type: "integer", maximum: 3 }, "3", 3],
  ["a number with an upper limit", { type: "integer", maximum: 3 }, "4", again(/3 or less/)],
  ["a boolean", { type: "boolean" }, "Y", true],
  ["a boolean", { type: "boolean" }, "no", false],
  ["a boolean", { type: "boolean" }, "perhaps", again(/y or n/)],
  ["an enumeration by number", { type: "string", enum: ["red", "green"] }, "2", "green"],
  ["an enumeration by value", { type: "string", enum: ["red", "green"] }, "RED", "red"],
  ["an enumeration by name", { enum: ["r", "g"], enumNames: ["Red", "Green"] }, "green", "g"],
  ["an enumeration of numbers by value", { type: "integer", enum: [10, 20] }, "10", 10],
  ["an enumeration", { type: "string", enum: ["red", "green"] }, "blue", again(/1\) red 2\) green/)],
  ["titled constants", { oneOf: [{ const: "r", title: "Red" }, { const: "g" }] }, "red", "r"],
  ["several of an enumeration", { type: "array", items: { anyOf: [{ const: "r" }, { const: "g" }] } }, "1, g", ["r", "g"]],
  ["several of an enumeration", { type: "array", items: { enum: ["r"] } }, "1,2", again(/1\) r/)],
  ["an object", { type: "object" }, '{"a":1}', { a: 1 }],
  ["an object", { type: "object" }, "{", again(/JSON/)],
])("%s takes %j: %j is %j", (_name, schema, line, value) => {
  const isProblem = typeof value === "object" && value !== null && "problem" in value;
  expect(typed(form({ field: schema }), line)).toEqual(isProblem ? value : answered({ answers: { field: value } }));
});

test("an empty line takes the default, leaves out what may be left out, and else dismisses the question", () => {
  const fields = { name: { type: "string", default: "world" }, note: { type: "string" }, count: { type: "integer" } };
  const asked = form(fields, ["name", "count"]);
  expect(typed(asked, "", "", "3")).toEqual(answered({ answers: { name: "world", count: 3 } }));
  expect(typed(asked, "Ada", "hi", "")).toEqual(answered({ dismissed: true }));
});

test("a line that does not fit changes nothing: the field is asked again", () => {
  expect(typed(form({ count: { type: "integer" }, name: { type: "string" } }), "x", "2", "Ada")).toEqual(
    answered({ answers: { count: 2, name: "Ada" } }),
  );
});

test("the label says what is asked for", () => {
  const label = (schema: Record<string, unknown>, required: string[] = []) => form({ field: schema }, required).label;
  expect(label({ type: "string", title: "Name", description: "of yours", default: "x" })).toBe('Name — of yours (text, "x" if empty): ');
  expect(label({ type: "string", format: "email" }, ["field"])).toBe("field (email): ");
  expect(label({ type: "boolean" })).toBe("field (y or n, may stay empty): ");
  expect(label({ enum: ["a", "b"] }, ["field"])).toBe("field (1) a 2) b): ");
  expect(label({ title: "\u001b[2J\u001b[31mred" })).not.toContain("\u001b");
});
