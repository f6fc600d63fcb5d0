/** CloudWatch Logs as Step Functions uses it. */
export interface LogDelivery {
  /** Whether the group is there to be logged to; leaves the mark that AWS leaves when it tries a destination. */
  subscribe(logGroupName: string): boolean;
  /** Appends an event, `timestamp` in milliseconds since the epoch. A group that is gone by now loses it. */
  deliver(logGroupName: string, logStreamName: string, event: { timestamp: number; message: string }): void;
}
