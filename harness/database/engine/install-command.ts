import { existsSync } from "node:fs";

/** The command that gives this system a server, for the error when no link of the chain leads to one. */
export function installCommand(platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case "darwin":
      return "brew install mysql@8.4";
    case "win32":
      return "wsl --install    (and run the harness inside it)";
    default:
      if (existsSync("/usr/bin/apt-get")) return "sudo apt-get install mariadb-server-core";
      if (existsSync("/sbin/apk")) return "sudo apk add mariadb";
      if (existsSync("/usr/bin/dnf")) return "sudo dnf install mariadb-server";
      if (existsSync("/usr/bin/pacman")) return "sudo pacman -S mariadb";
      if (existsSync("/usr/bin/zypper")) return "sudo zypper install mariadb";
      return "install mysql-server or mariadb-server with this system's package manager";
  }
}
