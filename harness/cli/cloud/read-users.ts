import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Credential } from "../../emulator/gateway/credential.ts";
import type { KnownOwner } from "../../emulator/s3/owners.ts";
import { reasonOf } from "../../support/reason.ts";
import { UsageError } from "../../support/usage-error.ts";

/** Users whom a file introduces: what they sign with, and whom buckets and objects of theirs belong to. */
export interface Users {
  readonly credentials: readonly Credential[];
  readonly owners: readonly KnownOwner[];
}

const User = z.strictObject({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  /** Users of one account own together. */
  accountId: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  canonicalId: z.string().min(1).optional(),
  displayName: z.string().optional(),
  email: z.string().optional(),
});
const File = z.array(User).min(1);

/** Throws UsageError, which names the file, the place and what is wrong. */
export function readUsers(path: string): Users {
  const users = File.safeParse(parsed(path));
  if (!users.success) {
    const [issue] = users.error.issues;
    const place = issue?.path.join(".") || "the whole";
    throw new UsageError(
      `--users: ${path}, ${place}: ${issue?.message}; write [{"accessKeyId": "…", "secretAccessKey": "…"}], perhaps with accountId, canonicalId, displayName and email.`,
    );
  }
  const known = users.data.map((user) => ({ ...user, accountId: user.accountId ?? accountOf(user.accessKeyId) }));
  return {
    credentials: known.map(({ accessKeyId, secretAccessKey, accountId }) => ({
      accessKeyId,
      secretAccessKey,
      accountId,
      role: "administrator",
    })),
    owners: known.map(({ accountId, canonicalId, displayName, accessKeyId, email }) => ({
      accountId,
      id: canonicalId ?? createHash("sha256").update(accountId).digest("hex"),
      displayName: displayName ?? accessKeyId,
      email,
    })),
  };
}

function accountOf(accessKeyId: string): string {
  const digest = createHash("sha256").update(accessKeyId).digest();
  return String(digest.readBigUInt64BE() % 1_000_000_000_000n).padStart(12, "0");
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`--users: ${path} cannot be read as JSON (${reasonOf(error)}).`);
  }
}
