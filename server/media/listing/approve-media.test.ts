import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { readServerConfiguration } from "../../configuration.ts";
import { Database } from "../../database/database.ts";
import { Logger } from "../../logging/logger.ts";
import type { DatabaseConnection } from "../../ports.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { approveMedia } from "./approve-media.ts";

const LISTING = { identity_id: 28, version_id: 5, version: 1, user_id: 3, status: 7, title: "", type: 1 };

/** Has the listing 28 waiting for its owner, and fails at statements that begin with `failing`. */
class OneListing implements DatabaseConnection {
  readonly #failing: string;

  constructor(failing: string) {
    this.#failing = failing;
  }

  async execute(sql: string): Promise<[unknown, unknown]> {
    return this.query(sql);
  }

  async query(sql: string): Promise<[unknown, unknown]> {
    if (sql.startsWith(this.#failing)) throw new Error("gone");
    return [sql.startsWith("SELECT") ? [LISTING] : { affectedRows: 1, insertId: 0 }, undefined];
  }

  release(): void {}
}

// docs/contract/logs.md 2
test.each([
  ["START", "tx_start_error", "failed to start transaction", "HTTP 500: Failed to start transaction"],
  ["SELECT", "get_listing_error", "failed to load listing", "gone"],
  ["UPDATE", "update_status_error", "failed to update listing status", "gone"],
  ["COMMIT", "commit_error", "failed to commit owner approval", "gone"],
])("an approval that fails at %s says so in an event of its own: %s", async (failing, event, message, err) => {
  const lines: unknown[] = [];
  const log = new Logger((line) => {
    if (line.message.startsWith("service.")) lines.push([line.level, line.message, Object.fromEntries(line.fields)]);
  });
  const media: MediaDependencies = {
    system: new System("current"),
    configuration: readServerConfiguration({ s3: {}, workflow: {}, queue: {}, jwt: { secret: "s" } }),
    database: new Database({ getConnection: async () => new OneListing(failing) }),
  } as never;
  const context = { log, claims: { user: { ID: 3 } } } as never;
  await expect(approveMedia(media, context, 28, true)).rejects.toThrow(message);
  expect(lines).toEqual([["ERROR", `service.media.owner_approval.${event}`, { err, listing_identity_id: 28 }]]);
});
