/** What was found out about one thing that the harness needs. */
export interface Finding {
  readonly subject: string;
  /** `lacks`: runs fail for want of it; `without`: only what few need fails, or it is fetched when it is needed. */
  readonly state: "ok" | "lacks" | "without";
  /** What there is; or why it is not there. */
  readonly told: string;
  /** What to type or do. */
  readonly mend?: string;
}

/** Where the checks look. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Says what takes long. */
  readonly onProgress: (text: string) => void;
}

export type Check = (surroundings: Surroundings) => Promise<Finding>;
