/** What tells that a message shows the inside of the server. */
const INSIDE = /\n\s+at |node_modules|\.[jt]s:\d+|\/(?:home|root|tmp|var|usr|work)\//;

/** Whether a message for people has a stack or a path of the server in it. */
export function showsInside(message: string): boolean {
  return INSIDE.test(message);
}
