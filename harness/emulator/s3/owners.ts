import { createHash } from "node:crypto";
import type { Principal } from "../room.ts";

/** Whom buckets and objects belong to, as access lists name them. */
export interface Owner {
  /** The canonical user id: 64 hexadecimal digits, unless it was given otherwise. */
  readonly id: string;
  readonly displayName: string;
  readonly email?: string | undefined;
}

/** A user who was introduced by name, with the access key that he signs with. */
export interface KnownOwner extends Owner {
  readonly accountId: string;
}

/** Who has not signed (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html). */
export const ANONYMOUS_OWNER: Owner = { id: "65a011a29cdf8ec533ec3d1ccaae921c", displayName: "anonymous" };

/** The canonical user id in the examples of S3's API reference stands for the cloud's own account. */
const OWN_ID = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";
const OWN_NAME = "webfile";

/** Everybody who may own something: one owner an account. */
export class Owners {
  readonly #ownAccount: string;
  readonly #known: readonly KnownOwner[];

  constructor(ownAccount: string, known: readonly KnownOwner[]) {
    this.#ownAccount = ownAccount;
    this.#known = known;
  }

  get own(): Owner {
    return this.of(this.#ownAccount);
  }

  of(accountId: string): Owner {
    const known = this.#known.find((owner) => owner.accountId === accountId);
    if (known) return known;
    if (accountId === this.#ownAccount) return { id: OWN_ID, displayName: OWN_NAME };
    return { id: createHash("sha256").update(accountId).digest("hex"), displayName: accountId };
  }

  ofPrincipal(principal: Principal): Owner {
    return this.of(principal.accountId ?? this.#ownAccount);
  }

  byEmail(email: string): Owner | undefined {
    return this.#known.find((owner) => owner.email?.toLowerCase() === email.toLowerCase());
  }

  /** The name that belongs to an id, where we know it. */
  displayName(id: string): string | undefined {
    return id === OWN_ID ? OWN_NAME : this.#known.find((owner) => owner.id === id)?.displayName;
  }

  /** Whether a grant may name this id: S3 refuses those that are nobody's. */
  isId(id: string): boolean {
    return /^[0-9a-f]{64}$/.test(id) || this.#known.some((owner) => owner.id === id);
  }
}

export function describeOwner(owner: Owner): { ID: string; DisplayName: string } {
  return { ID: owner.id, DisplayName: owner.displayName };
}
