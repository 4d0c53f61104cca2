;; The inner loops of the network that reads sentences, four numbers at a time.
;; All addresses are bytes into the memory that kernel.ts lays out; all lengths are bytes and divide by 16.
(module
  (import "kernel" "memory" (memory 1))

  ;; The highest sum over all windows of words, for every filter, and the window where it was first found; zero where none is above.
  ;;   words    addresses of the words' rows, one i32 each; a window at place p takes `width` of them from p on
  ;;   windows  how many windows there are
  ;;   tap      where in a row the numbers begin that the first word of a window adds; those of the next word follow
  ;;   filters  length of the numbers of all filters
  ;;   best     receives the sums, f32 each
  ;;   where    receives the places, i32 each
  (func (export "pool")
    (param $words i32) (param $windows i32) (param $width i32) (param $tap i32) (param $filters i32)
    (param $best i32) (param $where i32)
    (local $filter i32) (local $window i32) (local $word i32) (local $end i32) (local $at i32)
    (local $sum v128) (local $high v128) (local $place v128) (local $higher v128)
    (loop $filters
      (local.set $high (f32x4.splat (f32.const 0)))
      (local.set $place (i32x4.splat (i32.const 0)))
      (local.set $window (i32.const 0))
      (loop $windows
        (local.set $sum (f32x4.splat (f32.const 0)))
        (local.set $at (i32.add (local.get $tap) (local.get $filter)))
        (local.set $word (i32.add (local.get $words) (i32.shl (local.get $window) (i32.const 2))))
        (local.set $end (i32.add (local.get $word) (i32.shl (local.get $width) (i32.const 2))))
        (loop $window_words
          (local.set $sum
            (f32x4.add (local.get $sum) (v128.load (i32.add (i32.load (local.get $word)) (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (local.get $filters)))
          (local.set $word (i32.add (local.get $word) (i32.const 4)))
          (br_if $window_words (i32.lt_u (local.get $word) (local.get $end))))
        (local.set $higher (f32x4.gt (local.get $sum) (local.get $high)))
        (local.set $high (v128.bitselect (local.get $sum) (local.get $high) (local.get $higher)))
        (local.set $place
          (v128.bitselect (i32x4.splat (local.get $window)) (local.get $place) (local.get $higher)))
        (local.set $window (i32.add (local.get $window) (i32.const 1)))
        (br_if $windows (i32.lt_u (local.get $window) (local.get $windows))))
      (v128.store (i32.add (local.get $best) (local.get $filter)) (local.get $high))
      (v128.store (i32.add (local.get $where) (local.get $filter)) (local.get $place))
      (local.set $filter (i32.add (local.get $filter) (i32.const 16)))
      (br_if $filters (i32.lt_u (local.get $filter) (local.get $filters)))))

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

  ;; A matrix times a vector.
  ;;   matrix  its rows one after the other, f32 each
  ;;   vector  as long as a row
  ;;   length  of a row
  ;;   rows    how many there are, at least one
  ;;   out     receives one f32 a row
  (func (export "multiply")
    (param $matrix i32) (param $vector i32) (param $length i32) (param $rows i32) (param $out i32)
    (local $at i32) (local $sum v128)
    (loop $rows
      (local.set $sum (f32x4.splat (f32.const 0)))
      (local.set $at (i32.const 0))
      (loop $row
        (local.set $sum
          (f32x4.add
            (local.get $sum)
            (f32x4.mul
              (v128.load (i32.add (local.get $matrix) (local.get $at)))
              (v128.load (i32.add (local.get $vector) (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $row (i32.lt_u (local.get $at) (local.get $length))))
      (f32.store
        (local.get $out)
        (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
          (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $matrix (i32.add (local.get $matrix) (local.get $length)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $rows (local.get $rows))))

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
