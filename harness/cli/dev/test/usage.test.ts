import { expect, test } from "vitest";
import { runDev } from "./run-dev.ts";

test.each([
  [["--clock", "fast"], '--clock: "fast" is neither real nor virtual.'],
  [["--server-port", "99999"], '--server-port: "99999" is not a whole number from 0 to 65535.'],
  [
    ["--system", "mien"],
    '--system: there is no system "mien". There are incident, current, fixed; a system of your own stands in harness.config.ts, which is not in this folder (docs/harness-config.md, or --config PATH).',
  ],
  [["--sytem", "fixed"], "There is no option --sytem. Did you mean --system?"],
  [
    ["--port", "0", "--server-port", "18090", "--database-port", "18090"],
    "--database-port: port 18090 is the server's; name another, or 0 for a free one.",
  ],
  [["now"], '"now": the command takes options only.'],
])("%j is refused with one sentence and exit code 2", async (options, sentence) => {
  const { code, out, err } = await runDev(options);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe(`${sentence}\nHelp: npm run dev -- --help\n`);
});

test("--help says what it takes and what may be typed", async () => {
  const { code, out } = await runDev(["--help"]);
  expect(code).toBe(0);
  for (const word of ["--database-port N", "--clock real|virtual", "+15m", "restart"]) expect(out).toContain(word);
});
