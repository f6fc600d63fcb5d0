import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["explorer.exe"],
  linux: ["xdg-open", "wslview"],
};

/** Opens a file in the person's browser. False where there is no screen, or nothing to open it with. */
export function openBrowser(path: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { platform } = process;
  if (platform === "linux" && !environment.DISPLAY && !environment.WAYLAND_DISPLAY && !environment.WSL_DISTRO_NAME)
    return false;
  const opener = (OPENERS[platform] ?? []).map((name) => inPath(name, environment)).find((path) => path !== undefined);
  if (opener === undefined) return false;
  // The browser is the person's, not ours: it stays when this process ends.
  const child = spawn(opener, [path], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
  return true;
}

function inPath(name: string, environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const paths = (environment.PATH ?? environment.Path ?? "").split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
