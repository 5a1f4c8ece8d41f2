import { askForMfaCode } from './mfaCode.ts';

/** Knows whether somebody asked for what is being done. MFA codes are asked for only then, never by a poll or at start-up. */
export class Attendance {
  private acts = 0;

  async attended(act: () => Promise<void>): Promise<void> {
    this.acts += 1;
    try {
      await act();
    } finally {
      this.acts -= 1;
    }
  }

  async askForMfaCode(serialNumber: string): Promise<string | undefined> {
    return this.acts > 0 ? askForMfaCode(serialNumber) : undefined;
  }
}
