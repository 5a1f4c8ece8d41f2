export interface HostTest {
  readonly title: string;
}

export interface HostFailure extends HostTest {
  readonly error: string;
}

/** What the suite in the extension host reports. */
export interface HostResults {
  readonly passed: HostTest[];
  readonly failed: HostFailure[];
  readonly pending: HostTest[];
}
