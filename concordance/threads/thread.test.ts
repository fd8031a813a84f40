import { expect, test } from "vitest";
import type { NotebookContract } from "./testing/notebook.worker.ts";
import { Thread } from "./thread.ts";

function startNotebook(data: { refuseToClose?: boolean } = {}) {
  const reports: string[] = [];
  const batches: number[] = [];
  const failures: (Error & { code?: string })[] = [];
  let failed: (() => void) | undefined;
  const thread = new Thread<NotebookContract>(new URL("./testing/notebook.worker.ts", import.meta.url), {
    name: "notebook",
    data: { prefix: "- ", ...data },
    onReport: (notes) => {
      reports.push(...notes);
      batches.push(notes.length);
    },
    onFailure: (error) => {
      failures.push(error);
      failed?.();
    },
  });
  const failure = new Promise<void>((resolve) => {
    failed = resolve;
  });
  return { thread, reports, batches, failures, failure };
}

test("messages and calls are handled in the order in which they were sent", async () => {
  const { thread, reports, failures } = startNotebook();
  const expected: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    thread.send(`${round}`);
    expected.push(`- ${round}`);
    if (round % 7 === 0) expect(await thread.call("notes", null)).toEqual(expected);
  }
  await thread.close();
  expect(reports).toEqual([...expected, "closed"]);
  expect(failures).toEqual([]);
});

test("what waited together is handed over together", async () => {
  const { thread, reports, batches } = startNotebook();
  const notes = Array.from({ length: 500 }, (_, note) => `${note}`);
  for (const note of notes) thread.send(note);
  await thread.close();
  expect(reports).toEqual([...notes.map((note) => `- ${note}`), "closed"]);
  expect(batches.length).toBeLessThan(100);
});

test("a call that throws rejects with its code, and the thread goes on", async () => {
  const { thread, failures } = startNotebook();
  await expect(thread.call("double", -1)).rejects.toMatchObject({ message: "Negative.", code: "E_NEGATIVE" });
  expect(await thread.call("double", 21)).toBe(42);
  await thread.close();
  expect(failures).toEqual([]);
});

test("a message that throws is a failure, reported once, after which nothing is handled", async () => {
  const { thread, reports, failures, failure } = startNotebook();
  thread.send("before");
  thread.send("throw");
  thread.send("throw");
  thread.send("after");
  await expect(thread.call("double", 1)).rejects.toThrow("No more paper.");
  await failure;
  thread.send("later");
  await expect(thread.call("double", 1)).rejects.toThrow("No more paper.");
  await thread.close();
  expect(failures).toMatchObject([{ message: "No more paper.", code: "E_PAPER" }]);
  expect(reports).not.toContain("- after");
  expect(reports).not.toContain("- later");
});

test.each([
  ["crash", "The notebook thread ended by itself, with code 3."],
  ["crash by an error", "Torn."],
])("a thread that ends by itself (%s) is a failure, reported once", async (how, message) => {
  const { thread, failures, failure } = startNotebook();
  thread.send(how);
  await failure;
  await expect(thread.call("double", 1)).rejects.toThrow(message);
  await thread.close();
  expect(failures.map((error) => error.message)).toEqual([message]);
});

test("a module that cannot be loaded is a failure", async () => {
  const failures: Error[] = [];
  const thread = new Thread(new URL("./testing/missing.worker.ts", import.meta.url), {
    name: "missing",
    onFailure: (error) => failures.push(error),
  });
  await expect(thread.call("anything", null)).rejects.toThrow(/missing\.worker\.ts/);
  await thread.close();
  expect(failures).toHaveLength(1);
});

test("an error in closing is a failure, reported before the thread has closed", async () => {
  const { thread, failures } = startNotebook({ refuseToClose: true });
  await thread.close();
  expect(failures.map((error) => error.message)).toEqual(["The cover is stuck."]);
});

test("closing twice is closing once, and nothing is taken afterwards", async () => {
  const { thread, reports } = startNotebook();
  thread.send("last");
  const closing = thread.close();
  expect(() => thread.send("late")).toThrow("The notebook thread is closed.");
  await expect(thread.call("double", 1)).rejects.toThrow("The notebook thread is closed.");
  await Promise.all([closing, thread.close()]);
  expect(reports).toEqual(["- last", "closed"]);
});

test("a call that the thread does not know is refused", async () => {
  const { thread } = startNotebook();
  await expect(thread.call("halve" as "double", 1)).rejects.toThrow("The thread has no call halve.");
  await thread.close();
});
