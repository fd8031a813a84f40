import { expect } from "vitest";
import { limitFiles, onLinux } from "../testing/file-limit.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

onLinux("without room every write is refused and changes nothing, and with room everything goes on", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession("echo", { name: "Before" });
  await client.join(sessionId);
  await client.runTurn(sessionId, "There is room");
  const { lastSeq } = await client.request({ type: "get_events", sessionId }, "events");

  limitFiles(gateway.pid, 1);
  for (const message of [
    { type: "run_turn", sessionId, text: "No room" },
    { type: "rename_session", sessionId, name: "After" },
    { type: "create_session", agentType: "echo" },
    { type: "manage_members", action: "add", userId: "new", role: "viewer" },
  ]) {
    expect(await client.ask(message)).toMatchObject({ type: "error", code: "INTERNAL", retryAfterMs: expect.any(Number) });
  }
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect(await client.ask({ type: "get_events", sessionId })).toMatchObject({ type: "events", lastSeq });

  limitFiles(gateway.pid, "unlimited");
  const { sessions } = await client.request({ type: "list_sessions" }, "session_list");
  expect(sessions).toMatchObject([{ name: "Before" }]);
  expect((await client.runTurn(sessionId, "Room again")).type).toBe("turn_complete");
  const seqs = client.eventsOf(sessionId).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

onLinux("a disk that fills up in the middle of a turn holds the turn up, tells who watches, and loses nothing", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
  const first = await client.nextMatching(
    (event): event is Extract<typeof event, { type: "permission_requested" | "question_requested" }> =>
      event.type === "permission_requested" || event.type === "question_requested",
  );

  limitFiles(gateway.pid, 1);
  const answered = client.ask({ type: "answer_question", sessionId, requestId: first.requestId, dismissed: true });
  expect(await client.next("error", ({ ref }) => ref === undefined)).toMatchObject({ code: "INTERNAL" });
  expect(await answered).toMatchObject({ type: "error", code: "INTERNAL", messageType: "answer_question" });
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  const ready = await fetch(`${gateway.url}/ready`);
  expect(ready.status).toBe(503);
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  expect(await client.refusal({ type: "steer", sessionId, content: "left" })).toBe("INTERNAL");

  const late = await TestClient.connect(gateway.url);
  expect(await late.refusal({ type: "join_session", sessionId })).toBe("INTERNAL");
  expect(await late.ask({ type: "ping" })).toMatchObject({ type: "pong" });

  limitFiles(gateway.pid, "unlimited");
  // The answer was kept: once there is room it is done, exactly once.
  await client.next("approval_resolved", ({ requestId }) => requestId === first.requestId);
  expect(await client.refusal({ type: "answer_question", sessionId, requestId: first.requestId, dismissed: true })).toBe(
    "QUESTION_NOT_FOUND",
  );
  for (;;) {
    const event = await client.nextMatching(
      (
        heard,
      ): heard is Extract<
        typeof heard,
        { type: "permission_requested" | "question_requested" | "turn_complete" | "turn_error" | "turn_stopped" }
      > => ["permission_requested", "question_requested", "turn_complete", "turn_error", "turn_stopped"].includes(heard.type),
    );
    if (event.type !== "permission_requested" && event.type !== "question_requested") {
      expect(event).toMatchObject({ type: "turn_complete", turnId });
      break;
    }
    await client.request({ type: "answer_question", sessionId, requestId: event.requestId, dismissed: true }, "ack");
  }
  const seqs = client.eventsOf(sessionId).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  await gateway.kill();
  await gateway.restart();
  const again = await TestClient.connect(gateway.url);
  await again.join(sessionId, { afterSeq: 0 });
  expect(again.eventsOf(sessionId).slice(0, seqs.length)).toEqual(client.eventsOf(sessionId));
});
