/** Variables of the gateway's own environment that every process may see. None of them holds a secret. */
const HANDED_ON = ["PATH", "HOME", "LANG", "TERM", "TMPDIR", "USER", "SHELL"];

/** An environment as processes are started with it. */
export type Environment = Record<string, string>;

/**
 * The environment of a process that an agent is, or that an agent starts: what it needs to find programs and its home,
 * and nothing else of the gateway's.
 *
 * @param names more variables to hand on
 */
export function minimalEnvironment(gateway: Readonly<NodeJS.ProcessEnv>, names: readonly string[] = []): Environment {
  const environment: Environment = {};
  for (const name of [...HANDED_ON, ...names]) {
    const value = gateway[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
