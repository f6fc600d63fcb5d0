import { existsSync } from "node:fs";

/** The browser of this machine for tests, or why there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = environment.CHROMIUM_PATH;
  return [given, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
}
