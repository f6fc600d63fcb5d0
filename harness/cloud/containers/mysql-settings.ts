import { behaviourFlags } from "../../database/engine/server-flags.ts";
import type { ContainerSettings } from "./container-settings.ts";
import { type Environment, mySqlImage } from "./images.ts";

/** Password of a server that only this machine can reach and that holds only test data. */
export const ROOT_PASSWORD = "toq";

/** Settings of MySQL: the embedded engine's flags, with all data in memory. */
export function mySqlSettings(environment: Environment): ContainerSettings {
  return {
    image: mySqlImage(environment),
    environment: { MYSQL_ROOT_PASSWORD: ROOT_PASSWORD },
    command: [...behaviourFlags("mysql"), "--disable-log-bin", "--mysqlx=OFF", "--innodb-redo-log-capacity=64M"],
    memoryFolders: { "/var/lib/mysql": "rw" },
    mounts: [],
  };
}
