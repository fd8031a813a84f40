// What runs in the page of browser.browser-test.ts: the SDK as it is, and what the test asks of it.
import { DiminuendoClient } from "/sdk/index.ts";

const items = [];
let session;

globalThis.inPage = {
  /** Everything that the session has handed out. */
  items,

  /** Connects to a gateway and joins a new session. */
  async join(url) {
    const client = new DiminuendoClient({ url });
    await client.connect();
    const created = await client.createSession({ agentType: "echo" });
    session = await client.join(created.session.id);
    void (async () => {
      for await (const item of session.events()) items.push(item);
    })();
  },

  /** Runs a turn; resolves with what the agent said, or with how the turn ended otherwise. */
  async runTurn(text) {
    const turn = await session.runTurn(text);
    const end = await turn.ended;
    return end.type === "turn_complete" ? end.finalText : end.type;
  },
};
