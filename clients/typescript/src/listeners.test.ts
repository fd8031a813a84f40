import { expect, onTestFinished, test } from "vitest";
import { Listeners } from "./listeners.ts";

interface Events {
  said: string;
}

test("a listener hears until it is removed", () => {
  const listeners = new Listeners<Events>();
  const heard: string[] = [];
  const stop = listeners.on("said", (text) => heard.push(text));
  listeners.emit("said", "one");
  stop();
  stop();
  listeners.emit("said", "two");
  expect(heard).toEqual(["one"]);
});

test("a listener that is added or removed by another one changes nothing for the event at hand", () => {
  const listeners = new Listeners<Events>();
  const heard: string[] = [];
  const stop = listeners.on("said", () => {
    stop();
    listeners.on("said", () => heard.push("added"));
  });
  listeners.on("said", () => heard.push("second"));
  listeners.emit("said", "now");
  expect(heard).toEqual(["second"]);
});

test("a listener that throws keeps nothing from the others, and its error is not swallowed", async () => {
  const listeners = new Listeners<Events>();
  const heard: string[] = [];
  listeners.on("said", () => {
    throw new Error("a listener failed");
  });
  listeners.on("said", (text) => heard.push(text));
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  onTestFinished(() => {
    process.removeAllListeners("uncaughtException");
    for (const other of others) process.on("uncaughtException", other);
  });
  const uncaught = new Promise<Error>((resolve) => process.once("uncaughtException", resolve));
  listeners.emit("said", "on");
  expect(heard).toEqual(["on"]);
  expect((await uncaught).message).toBe("a listener failed");
});
