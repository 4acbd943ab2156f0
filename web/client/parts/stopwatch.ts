/** The time that a query has used, and what it has left of the time that one may take. */
import { filled, made } from "./words";

const TICK_MS = 100;

export class Stopwatch {
  readonly shown = made("p", "quiet clock");
  private ticking = 0;
  private begun = 0;

  constructor(
    private readonly seconds: number,
    private readonly told: Record<string, string>,
  ) {
    this.shown.setAttribute("role", "timer");
  }

  start(): void {
    window.clearInterval(this.ticking);
    this.begun = performance.now();
    this.tick();
    this.ticking = window.setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    window.clearInterval(this.ticking);
    this.shown.textContent = filled(this.told.took, { used: this.used().toFixed(1) });
  }

  private used(): number {
    return (performance.now() - this.begun) / 1000;
  }

  private tick(): void {
    const left = Math.max(0, this.seconds - this.used());
    this.shown.textContent = filled(this.told.left, { used: this.used().toFixed(1), left: left.toFixed(1) });
  }
}
