export function HolidaysPage() { return null; }
