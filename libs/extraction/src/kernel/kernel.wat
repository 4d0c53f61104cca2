;; The inner loops of the network that reads sentences, four or eight numbers at a time.
;; All addresses are bytes into the memory that kernel.ts lays out; all lengths are bytes and divide by 16.
(module
  (import "kernel" "memory" (memory 1))

  ;; The highest sum over all windows of words, for every filter, and the window where it was first found; zero where none is above.
  ;; Sixteen filters at a time.
  ;;   words    addresses of the words' rows, one i32 each; a window at place p takes `width` of them from p on
  ;;   windows  how many windows there are
  ;;   tap      where in a row the numbers begin that the first word of a window adds; those of the next word follow
  ;;   filters  length of the numbers of all filters; divides by 64
  ;;   best     receives the sums, f32 each
  ;;   where    receives the places, i32 each
  (func (export "pool")
    (param $words i32) (param $windows i32) (param $width i32) (param $tap i32) (param $filters i32)
    (param $best i32) (param $where i32)
    (local $filter i32) (local $window i32) (local $word i32) (local $end i32) (local $at i32) (local $row i32)
    (local $here v128) (local $higher v128)
    (local $sum0 v128) (local $high0 v128) (local $place0 v128)
    (local $sum1 v128) (local $high1 v128) (local $place1 v128)
    (local $sum2 v128) (local $high2 v128) (local $place2 v128)
    (local $sum3 v128) (local $high3 v128) (local $place3 v128)
    (loop $filters
      (local.set $high0 (v128.const i32x4 0 0 0 0))
      (local.set $place0 (v128.const i32x4 0 0 0 0))
      (local.set $high1 (v128.const i32x4 0 0 0 0))
      (local.set $place1 (v128.const i32x4 0 0 0 0))
      (local.set $high2 (v128.const i32x4 0 0 0 0))
      (local.set $place2 (v128.const i32x4 0 0 0 0))
      (local.set $high3 (v128.const i32x4 0 0 0 0))
      (local.set $place3 (v128.const i32x4 0 0 0 0))
      (local.set $window (i32.const 0))
      (loop $windows
        (local.set $sum0 (v128.const i32x4 0 0 0 0))
        (local.set $sum1 (v128.const i32x4 0 0 0 0))
        (local.set $sum2 (v128.const i32x4 0 0 0 0))
        (local.set $sum3 (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.add (local.get $tap) (local.get $filter)))
        (local.set $word (i32.add (local.get $words) (i32.shl (local.get $window) (i32.const 2))))
        (local.set $end (i32.add (local.get $word) (i32.shl (local.get $width) (i32.const 2))))
        (loop $window_words
          (local.set $row (i32.add (i32.load (local.get $word)) (local.get $at)))
          (local.set $sum0 (f32x4.add (local.get $sum0) (v128.load (local.get $row))))
          (local.set $sum1 (f32x4.add (local.get $sum1) (v128.load offset=16 (local.get $row))))
          (local.set $sum2 (f32x4.add (local.get $sum2) (v128.load offset=32 (local.get $row))))
          (local.set $sum3 (f32x4.add (local.get $sum3) (v128.load offset=48 (local.get $row))))
          (local.set $at (i32.add (local.get $at) (local.get $filters)))
          (local.set $word (i32.add (local.get $word) (i32.const 4)))
          (br_if $window_words (i32.lt_u (local.get $word) (local.get $end))))
        (local.set $here (i32x4.splat (local.get $window)))
        (local.set $higher (f32x4.gt (local.get $sum0) (local.get $high0)))
        (local.set $high0 (v128.bitselect (local.get $sum0) (local.get $high0) (local.get $higher)))
        (local.set $place0 (v128.bitselect (local.get $here) (local.get $place0) (local.get $higher)))
        (local.set $higher (f32x4.gt (local.get $sum1) (local.get $high1)))
        (local.set $high1 (v128.bitselect (local.get $sum1) (local.get $high1) (local.get $higher)))
        (local.set $place1 (v128.bitselect (local.get $here) (local.get $place1) (local.get $higher)))
        (local.set $higher (f32x4.gt (local.get $sum2) (local.get $high2)))
        (local.set $high2 (v128.bitselect (local.get $sum2) (local.get $high2) (local.get $higher)))
        (local.set $place2 (v128.bitselect (local.get $here) (local.get $place2) (local.get $higher)))
        (local.set $higher (f32x4.gt (local.get $sum3) (local.get $high3)))
        (local.set $high3 (v128.bitselect (local.get $sum3) (local.get $high3) (local.get $higher)))
        (local.set $place3 (v128.bitselect (local.get $here) (local.get $place3) (local.get $higher)))
        (local.set $window (i32.add (local.get $window) (i32.const 1)))
        (br_if $windows (i32.lt_u (local.get $window) (local.get $windows))))
      (local.set $at (i32.add (local.get $best) (local.get $filter)))
      (v128.store (local.get $at) (local.get $high0))
      (v128.store offset=16 (local.get $at) (local.get $high1))
      (v128.store offset=32 (local.get $at) (local.get $high2))
      (v128.store offset=48 (local.get $at) (local.get $high3))
      (local.set $at (i32.add (local.get $where) (local.get $filter)))
      (v128.store (local.get $at) (local.get $place0))
      (v128.store offset=16 (local.get $at) (local.get $place1))
      (v128.store offset=32 (local.get $at) (local.get $place2))
      (v128.store offset=48 (local.get $at) (local.get $place3))
      (local.set $filter (i32.add (local.get $filter) (i32.const 64)))
      (br_if $filters (i32.lt_u (local.get $filter) (local.get $filters)))))

  ;; The same over rows of i16, each a number times some factor: half the memory to go through, and 32 filters at a time. Sums that
  ;; leave the range of i16 stay at its end.
  ;;   best     receives the sums times `unit`, f32 each
  ;;   where    receives the places, i16 each
  (func (export "poolNarrow")
    (param $words i32) (param $windows i32) (param $width i32) (param $tap i32) (param $filters i32)
    (param $best i32) (param $where i32) (param $unit f32)
    (local $filter i32) (local $window i32) (local $word i32) (local $end i32) (local $at i32) (local $row i32)
    (local $here v128) (local $higher v128)
    (local $sum0 v128) (local $high0 v128) (local $place0 v128)
    (local $sum1 v128) (local $high1 v128) (local $place1 v128)
    (local $sum2 v128) (local $high2 v128) (local $place2 v128)
    (local $sum3 v128) (local $high3 v128) (local $place3 v128)
    (loop $filters
      (local.set $high0 (v128.const i32x4 0 0 0 0))
      (local.set $place0 (v128.const i32x4 0 0 0 0))
      (local.set $high1 (v128.const i32x4 0 0 0 0))
      (local.set $place1 (v128.const i32x4 0 0 0 0))
      (local.set $high2 (v128.const i32x4 0 0 0 0))
      (local.set $place2 (v128.const i32x4 0 0 0 0))
      (local.set $high3 (v128.const i32x4 0 0 0 0))
      (local.set $place3 (v128.const i32x4 0 0 0 0))
      (local.set $window (i32.const 0))
      (loop $windows
        (local.set $sum0 (v128.const i32x4 0 0 0 0))
        (local.set $sum1 (v128.const i32x4 0 0 0 0))
        (local.set $sum2 (v128.const i32x4 0 0 0 0))
        (local.set $sum3 (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.add (local.get $tap) (local.get $filter)))
        (local.set $word (i32.add (local.get $words) (i32.shl (local.get $window) (i32.const 2))))
        (local.set $end (i32.add (local.get $word) (i32.shl (local.get $width) (i32.const 2))))
        (loop $window_words
          (local.set $row (i32.add (i32.load (local.get $word)) (local.get $at)))
          (local.set $sum0 (i16x8.add_sat_s (local.get $sum0) (v128.load (local.get $row))))
          (local.set $sum1 (i16x8.add_sat_s (local.get $sum1) (v128.load offset=16 (local.get $row))))
          (local.set $sum2 (i16x8.add_sat_s (local.get $sum2) (v128.load offset=32 (local.get $row))))
          (local.set $sum3 (i16x8.add_sat_s (local.get $sum3) (v128.load offset=48 (local.get $row))))
          (local.set $at (i32.add (local.get $at) (local.get $filters)))
          (local.set $word (i32.add (local.get $word) (i32.const 4)))
          (br_if $window_words (i32.lt_u (local.get $word) (local.get $end))))
        (local.set $here (i16x8.splat (local.get $window)))
        (local.set $higher (i16x8.gt_s (local.get $sum0) (local.get $high0)))
        (local.set $high0 (v128.bitselect (local.get $sum0) (local.get $high0) (local.get $higher)))
        (local.set $place0 (v128.bitselect (local.get $here) (local.get $place0) (local.get $higher)))
        (local.set $higher (i16x8.gt_s (local.get $sum1) (local.get $high1)))
        (local.set $high1 (v128.bitselect (local.get $sum1) (local.get $high1) (local.get $higher)))
        (local.set $place1 (v128.bitselect (local.get $here) (local.get $place1) (local.get $higher)))
        (local.set $higher (i16x8.gt_s (local.get $sum2) (local.get $high2)))
        (local.set $high2 (v128.bitselect (local.get $sum2) (local.get $high2) (local.get $higher)))
        (local.set $place2 (v128.bitselect (local.get $here) (local.get $place2) (local.get $higher)))
        (local.set $higher (i16x8.gt_s (local.get $sum3) (local.get $high3)))
        (local.set $high3 (v128.bitselect (local.get $sum3) (local.get $high3) (local.get $higher)))
        (local.set $place3 (v128.bitselect (local.get $here) (local.get $place3) (local.get $higher)))
        (local.set $window (i32.add (local.get $window) (i32.const 1)))
        (br_if $windows (i32.lt_u (local.get $window) (local.get $windows))))
      (local.set $at (i32.add (local.get $best) (i32.shl (local.get $filter) (i32.const 1))))
      (v128.store (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high0))) (f32x4.splat (local.get $unit))))
      (v128.store offset=16 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high0))) (f32x4.splat (local.get $unit))))
      (v128.store offset=32 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high1))) (f32x4.splat (local.get $unit))))
      (v128.store offset=48 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high1))) (f32x4.splat (local.get $unit))))
      (v128.store offset=64 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high2))) (f32x4.splat (local.get $unit))))
      (v128.store offset=80 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high2))) (f32x4.splat (local.get $unit))))
      (v128.store offset=96 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high3))) (f32x4.splat (local.get $unit))))
      (v128.store offset=112 (local.get $at)
        (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high3))) (f32x4.splat (local.get $unit))))
      (local.set $at (i32.add (local.get $where) (local.get $filter)))
      (v128.store (local.get $at) (local.get $place0))
      (v128.store offset=16 (local.get $at) (local.get $place1))
      (v128.store offset=32 (local.get $at) (local.get $place2))
      (v128.store offset=48 (local.get $at) (local.get $place3))
      (local.set $filter (i32.add (local.get $filter) (i32.const 64)))
      (br_if $filters (i32.lt_u (local.get $filter) (local.get $filters)))))

  ;; Numbers times a factor as the nearest i16, the highest and lowest for what is beyond.
  ;;   from    f32 each
  ;;   length  of them; divides by 32
  ;;   out     receives i16 each
  (func (export "narrow") (param $from i32) (param $length i32) (param $factor f32) (param $out i32)
    (local $end i32) (local $factors v128)
    (local.set $factors (f32x4.splat (local.get $factor)))
    (local.set $end (i32.add (local.get $from) (local.get $length)))
    (loop $numbers
      (v128.store
        (local.get $out)
        (i16x8.narrow_i32x4_s
          (i32x4.trunc_sat_f32x4_s
            (f32x4.nearest (f32x4.mul (v128.load (local.get $from)) (local.get $factors))))
          (i32x4.trunc_sat_f32x4_s
            (f32x4.nearest (f32x4.mul (v128.load offset=16 (local.get $from)) (local.get $factors))))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (br_if $numbers (i32.lt_u (local.get $from) (local.get $end)))))

  ;; The sum of vectors.
  ;;   list    addresses of the vectors, one i32 each
  ;;   count   how many there are, at least one
  ;;   length  of a vector
  ;;   out     receives the sums, f32 each
  (func (export "sum") (param $list i32) (param $count i32) (param $length i32) (param $out i32)
    (local $at i32) (local $one i32) (local $end i32) (local $sum v128)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (loop $numbers
      (local.set $sum (f32x4.splat (f32.const 0)))
      (local.set $one (local.get $list))
      (loop $vectors
        (local.set $sum
          (f32x4.add (local.get $sum) (v128.load (i32.add (i32.load (local.get $one)) (local.get $at)))))
        (local.set $one (i32.add (local.get $one) (i32.const 4)))
        (br_if $vectors (i32.lt_u (local.get $one) (local.get $end))))
      (v128.store (i32.add (local.get $out) (local.get $at)) (local.get $sum))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $numbers (i32.lt_u (local.get $at) (local.get $length)))))

  ;; A matrix times a vector, four rows at a time as long as there are so many.
  ;;   matrix  its rows one after the other, f32 each
  ;;   vector  as long as a row
  ;;   length  of a row
  ;;   rows    how many there are
  ;;   out     receives one f32 a row
  (func (export "multiply")
    (param $matrix i32) (param $vector i32) (param $length i32) (param $rows i32) (param $out i32)
    (local $at i32) (local $row i32) (local $numbers v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (block $few
      (br_if $few (i32.lt_u (local.get $rows) (i32.const 4)))
      (loop $fours
        (local.set $sum0 (v128.const i32x4 0 0 0 0))
        (local.set $sum1 (v128.const i32x4 0 0 0 0))
        (local.set $sum2 (v128.const i32x4 0 0 0 0))
        (local.set $sum3 (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $numbers
          (local.set $numbers (v128.load (i32.add (local.get $vector) (local.get $at))))
          (local.set $row (i32.add (local.get $matrix) (local.get $at)))
          (local.set $sum0 (f32x4.add (local.get $sum0) (f32x4.mul (v128.load (local.get $row)) (local.get $numbers))))
          (local.set $row (i32.add (local.get $row) (local.get $length)))
          (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (v128.load (local.get $row)) (local.get $numbers))))
          (local.set $row (i32.add (local.get $row) (local.get $length)))
          (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (v128.load (local.get $row)) (local.get $numbers))))
          (local.set $row (i32.add (local.get $row) (local.get $length)))
          (local.set $sum3 (f32x4.add (local.get $sum3) (f32x4.mul (v128.load (local.get $row)) (local.get $numbers))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $numbers (i32.lt_u (local.get $at) (local.get $length))))
        (f32.store (local.get $out) (call $across (local.get $sum0)))
        (f32.store offset=4 (local.get $out) (call $across (local.get $sum1)))
        (f32.store offset=8 (local.get $out) (call $across (local.get $sum2)))
        (f32.store offset=12 (local.get $out) (call $across (local.get $sum3)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $matrix (i32.add (local.get $matrix) (i32.shl (local.get $length) (i32.const 2))))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 4)))
        (br_if $fours (i32.ge_u (local.get $rows) (i32.const 4)))))
    (block $none
      (br_if $none (i32.eqz (local.get $rows)))
      (loop $ones
        (local.set $sum0 (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $numbers
          (local.set $sum0
            (f32x4.add
              (local.get $sum0)
              (f32x4.mul
                (v128.load (i32.add (local.get $matrix) (local.get $at)))
                (v128.load (i32.add (local.get $vector) (local.get $at))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $numbers (i32.lt_u (local.get $at) (local.get $length))))
        (f32.store (local.get $out) (call $across (local.get $sum0)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $matrix (i32.add (local.get $matrix) (local.get $length)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br_if $ones (local.get $rows)))))

  (func $across (param $sums v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $sums)) (f32x4.extract_lane 1 (local.get $sums)))
      (f32.add (f32x4.extract_lane 2 (local.get $sums)) (f32x4.extract_lane 3 (local.get $sums)))))

  ;; Adds a vector times a number to another: what training goes down the slopes with.
  ;;   out     is added to
  ;;   from    as long as `out`
  (func (export "add") (param $out i32) (param $from i32) (param $factor f32) (param $length i32)
    (local $end i32) (local $factors v128)
    (local.set $factors (f32x4.splat (local.get $factor)))
    (local.set $end (i32.add (local.get $out) (local.get $length)))
    (loop $numbers
      (v128.store
        (local.get $out)
        (f32x4.add
          (v128.load (local.get $out))
          (f32x4.mul (v128.load (local.get $from)) (local.get $factors))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $numbers (i32.lt_u (local.get $out) (local.get $end))))))
