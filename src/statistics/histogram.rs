//! Distribution of durations.

/// Resolution is one minute up to this many hours; longer durations share the last bin.
const HOURS: usize = 2_400;

/// Histogram of durations.
#[derive(Clone, Debug)]
pub struct DurationHistogram {
    /// Number of durations.
    pub count: u64,
    /// Number of durations below `mark`.
    pub below: u64,
    mark: i64,
    sum: i128,
    min: Option<i64>,
    max: Option<i64>,
    /// Counts by length in whole minutes.
    minutes: Vec<u32>,
}

/// A bin of the histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Lower bound, inclusive, in seconds.
    pub from: i64,
    /// Upper bound, exclusive, in seconds; `None` for the last bin.
    pub until: Option<i64>,
    /// Number of durations.
    pub requests: u64,
}

impl DurationHistogram {
    /// An empty distribution; durations shorter than `mark` seconds are also counted separately.
    pub fn new(mark: i64) -> Self {
        Self {
            count: 0,
            below: 0,
            mark,
            sum: 0,
            min: None,
            max: None,
            minutes: vec![0; HOURS * 60 + 1],
        }
    }

    /// Adds a duration in seconds, which must not be negative.
    pub fn add(&mut self, seconds: i64) {
        self.count += 1;
        self.below += u64::from(seconds < self.mark);
        self.sum += i128::from(seconds);
        self.min = Some(self.min.map_or(seconds, |min| min.min(seconds)));
        self.max = Some(self.max.map_or(seconds, |max| max.max(seconds)));
        let last = self.minutes.len() - 1;
        let minute = usize::try_from(seconds / 60).unwrap_or_default().min(last);
        self.minutes[minute] = self.minutes[minute].saturating_add(1);
    }

    /// The mark, in seconds.
    pub fn mark(&self) -> i64 {
        self.mark
    }

    /// The shortest, in seconds.
    pub fn min(&self) -> Option<i64> {
        self.min
    }

    /// The longest, in seconds.
    pub fn max(&self) -> Option<i64> {
        self.max
    }

    /// The mean, rounded down to whole seconds.
    pub fn mean(&self) -> Option<i64> {
        let mean = self.sum.checked_div(i128::from(self.count))?;
        i64::try_from(mean).ok()
    }

    /// The lower median, in seconds, rounded down to a whole minute.
    pub fn median(&self) -> Option<i64> {
        let half = self.count.div_ceil(2);
        let mut seen = 0;
        let found = self.minutes.iter().position(|count| {
            seen += u64::from(*count);
            seen >= half && half > 0
        })?;
        i64::try_from(found).ok().map(|minutes| minutes * 60)
    }

    /// `count` bins of `hours` hours each, and one for the rest.
    pub fn bins(&self, hours: usize, count: usize) -> Vec<Bin> {
        let width = hours * 60;
        let total = |minutes: &[u32]| minutes.iter().map(|count| u64::from(*count)).sum();
        let bound = |place: usize| i64::try_from(place * width * 60).unwrap_or(i64::MAX);
        let count = count.min(self.minutes.len() / width);
        let mut bins: Vec<Bin> = self
            .minutes
            .chunks(width)
            .take(count)
            .enumerate()
            .map(|(place, chunk)| Bin {
                from: bound(place),
                until: Some(bound(place + 1)),
                requests: total(chunk),
            })
            .collect();
        bins.push(Bin {
            from: bound(count),
            until: None,
            requests: total(&self.minutes[count * width..]),
        });
        bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_at_a_bound_belongs_to_what_begins_there() {
        let mut given = DurationHistogram::new(172_800);
        for seconds in [0, 43_199, 43_200, 172_799, 172_800, 172_800, i64::MAX] {
            given.add(seconds);
        }
        let bins: Vec<u64> = given.bins(12, 5).iter().map(|bin| bin.requests).collect();
        assert_eq!(bins, [2, 1, 0, 1, 2, 1]);
        assert_eq!((given.count, given.below), (7, 4));
        assert_eq!(given.median(), Some(172_740));
        assert_eq!((given.min(), given.max()), (Some(0), Some(i64::MAX)));
        assert_eq!(DurationHistogram::new(1).median(), None);
        assert_eq!(DurationHistogram::new(1).mean(), None);
    }
}
