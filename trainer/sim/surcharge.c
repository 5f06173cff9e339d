#include "sim/surcharge.h"

enum { DAYS_TO_PAY = 15, FEN = 100, CAP_DAYS = 34 }; /* 34 days of 3 % are more than all */

struct surcharge surcharge_of(const struct calendar *calendar, int32_t today,
                              const struct surcharge_facts *facts)
{
    struct surcharge self = {0, 0, 0};
    if (facts->received <= 0) {
        return self;
    }
    const int32_t due = calendar_due(calendar, facts->received, DAYS_TO_PAY);
    self.due = facts->deferred > due ? facts->deferred : due;
    const int64_t late = (facts->paid > 0 ? facts->paid : today) - (int64_t)self.due;
    const int64_t stopped = facts->stopped > 0 ? facts->stopped : 0;
    self.days = late > stopped ? late - stopped : 0;
    const int64_t fine = facts->fine > 0 ? facts->fine : 0;
    self.fen = self.days >= CAP_DAYS ? FEN * fine : 3 * fine * self.days;
    return self;
}
