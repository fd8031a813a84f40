import { expect, test } from "vitest";
import { errorFrame, notificationFrame, resultFrame } from "../runtime/rpc.ts";

test.each([7, -1, 0, "a1", "", 'quote " and \n', null])("an answer has the id of its call: %j", (id) => {
  expect(JSON.parse(resultFrame(id, '{"revision":128}'))).toEqual({ jsonrpc: "2.0", id, result: { revision: 128 } });
  expect(JSON.parse(errorFrame(id, '{"code":-32007}'))).toEqual({ jsonrpc: "2.0", id, error: { code: -32007 } });
});

test("a notification has no id", () => {
  expect(JSON.parse(notificationFrame("watch/change", '{"revision":128}'))).toEqual({
    jsonrpc: "2.0",
    method: "watch/change",
    params: { revision: 128 },
  });
});
