/** An access key that the gateway knows. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Names the policy; `administrator` may do everything. */
  readonly role: string;
  /** Whom it stands for, where that is not the account itself; as in `Principal`. */
  readonly accountId?: string | undefined;
  readonly arn?: string | undefined;
  readonly userId?: string | undefined;
  /** Of temporary credentials: every request must carry it, and it ends. */
  readonly sessionToken?: string | undefined;
  readonly expiresAtMs?: number | undefined;
}
