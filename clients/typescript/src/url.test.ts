import { expect, test } from "vitest";
import { SOCKETS } from "./generated/sockets.ts";
import { webSocketUrl } from "./url.ts";

test.each([
  ["http://127.0.0.1:8080", "ws://127.0.0.1:8080/ws"],
  ["https://gateway.example", "wss://gateway.example/ws"],
  ["https://gateway.example/", "wss://gateway.example/ws"],
  ["https://gateway.example/agents//", "wss://gateway.example/agents/ws"],
  ["ws://localhost:1/ws", "ws://localhost:1/ws"],
  ["wss://gateway.example/ws?team=a#part", "wss://gateway.example/ws?team=a"],
  ["wss://gateway.example/agents/acp", "wss://gateway.example/agents/ws"],
  ["http://gateway.example/draws", "ws://gateway.example/draws/ws"],
])("%s is reached at %s", (address, url) => {
  expect(webSocketUrl(address, SOCKETS.ws)).toBe(url);
  expect(webSocketUrl(address, SOCKETS.acp)).toBe(url.replace("/ws", "/acp"));
});

test.each(["ftp://gateway.example", "gateway.example", "localhost:8080", ""])("%j is no address of a gateway", (address) => {
  expect(() => webSocketUrl(address, SOCKETS.ws)).toThrow(TypeError);
});
