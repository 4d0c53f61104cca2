/** Whether the process still wants traffic. Readiness goes off first, so that balancers look elsewhere. */
export class Lifecycle {
  private stopping = false;

  get draining(): boolean {
    return this.stopping;
  }

  drain(): void {
    this.stopping = true;
  }
}
