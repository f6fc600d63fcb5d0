/** What `npm run incident` found, for the report of the run that it kept. */
export interface IncidentModel {
  /** Of the scenario that shows the cause's world. */
  readonly key: string;
  /** In words. */
  readonly cause: string;
  /** The events that led to what was seen, each with file and line of the evidence that shows it. */
  readonly chain: readonly {
    readonly sequence: number;
    /** Virtual time, ISO 8601. */
    readonly at: string;
    readonly words: string;
    readonly shownAt?: string | undefined;
  }[];
  /** The page as it was printed. */
  readonly page: string;
}
