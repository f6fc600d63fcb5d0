/**
 * What a program needs to run at all. Nothing else is passed on: a profile or an endpoint of AWS in the user's shell
 * must not matter.
 */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "LANG", "TZ", "XDG_CACHE_HOME", "FFMPEG_PATH", "NODE_COMPILE_CACHE"];
/** npm's own settings: the first deployment may fetch a part of sharp. */
const OF_NPM = /^npm_/;

export function plainEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    // npm's name of the script makes a command look for flags that npm has swallowed.
    if (name === "npm_lifecycle_event" || value === undefined) continue;
    if (PASSED_ON.includes(name) || OF_NPM.test(name)) plain[name] = value;
  }
  return plain;
}
