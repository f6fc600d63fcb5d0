import type { ProgramPackages } from "../../support/distribution/package-download.ts";

/** What the distributions call their database server. Ubuntu has MySQL, Debian MariaDB. */
export const SERVER_PACKAGES: ProgramPackages = {
  title: "MariaDB",
  apt: [
    { name: "mysql-server-core-8.4", title: "MySQL" },
    { name: "mysql-server-core-8.0", title: "MySQL" },
    { name: "mariadb-server-core", title: "MariaDB" },
  ],
  dnf: ["mariadb-server"],
  apk: ["mariadb"],
};
